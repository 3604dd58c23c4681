# The application in a container: not root, with a file system that is only read. Written after the documentation of
# Docker and of the image; its steps were run as plain commands, and not in a container.
#
#   docker build --tag accordgraph .
#   docker run --read-only --tmpfs /tmp --publish 127.0.0.1:8321:8321 --volume ./accord-store:/store:ro accordgraph
FROM python:3.13-slim AS build
COPY . /source
RUN python -m venv /app && /app/bin/pip install --no-cache-dir --constraint /source/constraints.txt /source

FROM python:3.13-slim
COPY --from=build /app /app
RUN useradd --system --uid 10001 --no-create-home accord
USER 10001:10001
ENV PYTHONDONTWRITEBYTECODE=1 ACCORD_STORE=/store
EXPOSE 8321
VOLUME ["/store"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
  CMD ["/app/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8321/healthz', timeout=4)"]
ENTRYPOINT ["/app/bin/accord", "serve", "--host", "0.0.0.0"]
CMD ["--public", "http://localhost:8321"]
