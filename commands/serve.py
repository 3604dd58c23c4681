"""The command that serves the web application."""

from __future__ import annotations

import click

from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.options import Options
from accordgraph.commands.shared.output import say

PORT = 8321  # of web.settings, which need not be imported to show help


@command(rows=False, lang=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="The port; 0 is any.")
@click.option("--open", "opens", is_flag=True, help="Open the first page in the browser.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that answer. Each has limits and pages of its own.",
)
@click.option(
    "--public",
    metavar="URL",
    help="The address by which readers know it, such as https://graph.example.org. Needed for another --host than "
    "this machine's own.",
)
@click.option(
    "--trusted-proxies",
    metavar="LIST",
    default="",
    help="Addresses or networks of proxies whose X-Forwarded-For is believed, with commas. [default: none]",
)
def serve(
    options: Options, host: str, port: int, opens: bool, workers: int, public: str | None, trusted_proxies: str
) -> None:
    """Serve the graph as a web application.

    Pages, questions and pictures for browsers, and addresses for programs. Nothing is ever written to the graph. A
    load by another process is shown within a second or two.

    \b
    Examples:
      accord serve --open
      accord serve --host 0.0.0.0 --public https://graph.example.org --trusted-proxies 10.0.0.2
    """
    from accordgraph.graph.store.store import Store
    from accordgraph.ontology.messages import message
    from accordgraph.web.server import run
    from accordgraph.web.settings import Settings, proxies

    Store(options.store).snapshot()
    settings = Settings(
        options.store,
        host,
        port,
        public.rstrip("/") if public else None,
        proxies(trusted_proxies),
        workers,
    )

    def ready(address: str) -> None:
        say(message("serve-ready", options.lang, address=address))
        if opens:
            _open(address)

    run(settings, ready, is_verbose=options.is_verbose)


def _open(address: str) -> None:
    import webbrowser

    webbrowser.open(address)


COMMANDS = (serve,)
