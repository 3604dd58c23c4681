// The editors: the text field of the page becomes CodeMirror, which completes words and marks mistakes.
"use strict";

const LONGEST_ADDRESS = 6000; // characters of a query in an address; a longer one is posted
const CHECK_AFTER = 600; // milliseconds without a key

function theme(nonce) {
  const cm = codemirror;
  const highlight = cm.HighlightStyle.define([
    { tag: [cm.tags.keyword, cm.tags.operatorKeyword], class: "cm-keyword" },
    { tag: [cm.tags.string, cm.tags.special(cm.tags.string)], class: "cm-string" },
    { tag: [cm.tags.atom, cm.tags.number, cm.tags.bool, cm.tags.link, cm.tags.url], class: "cm-atom" },
    { tag: [cm.tags.comment], class: "cm-comment" },
    { tag: [cm.tags.variableName, cm.tags.standard(cm.tags.variableName), cm.tags.definition(cm.tags.variableName)], class: "cm-name" },
  ]);
  const look = cm.EditorView.theme({
    "&": { fontSize: "14px" },
    ".cm-content, .cm-gutters": { fontFamily: '"Noto Sans Mono", ui-monospace, Menlo, Consolas, monospace' },
    ".cm-gutters": { background: "var(--panel)", color: "var(--quiet)", border: "0" },
    ".cm-activeLine, .cm-activeLineGutter": { background: "transparent" },
    ".cm-content": { caretColor: "var(--text)", minHeight: "200px" },
    ".cm-cursor": { borderLeftColor: "var(--text)" },
    ".cm-scroller": { maxHeight: "60vh", overflow: "auto" },
    "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "2px" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--rule)" },
    ".cm-tooltip": { background: "var(--page)", color: "var(--text)", border: "1px solid var(--not-held)" },
    ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--text)", color: "var(--page)" },
    ".cm-completionDetail": { fontStyle: "normal", opacity: "0.85" },
  });
  return [cm.EditorView.cspNonce.of(nonce), look, cm.syntaxHighlighting(highlight)];
}

// ---------------------------------------------------------------- completion
let known = null;

async function words(form) {
  if (known === null) {
    known = fetch(form.dataset.words).then((answer) => (answer.ok ? answer.json() : [])).catch(() => []);
  }
  return known;
}

// In SPARQL a prefix is a part of the word; in Cypher a colon stands between two words.
function completion(form, language) {
  const word = language === "sparql" ? "[\\w:]" : "\\w";
  return async (context) => {
    const begun = context.matchBefore(new RegExp(`${word}+`));
    if (!begun && !context.explicit) return null;
    return { from: begun ? begun.from : context.pos, options: await words(form), validFor: new RegExp(`^${word}*$`) };
  };
}

// ---------------------------------------------------------------- marks
function mark(view, faults) {
  const marks = faults.filter((fault) => fault.line).map((fault) => {
    const line = view.state.doc.line(Math.min(fault.line, view.state.doc.lines));
    const from = Math.min(line.from + Math.max(0, (fault.column || 1) - 1), line.to);
    const word = /^[\w:]+/.exec(view.state.sliceDoc(from, line.to));
    return { from, to: Math.min(from + (word ? word[0].length : 1), line.to), severity: "error", message: fault.message };
  });
  view.dispatch(codemirror.setDiagnostics(view.state, marks));
}

async function check(form, view, text) {
  try {
    const answer = await fetch(form.dataset.check, { method: "POST", body: text, headers: { "content-type": "text/plain" } });
    if (answer.ok && view.state.doc.toString() === text) mark(view, await answer.json());
  } catch (error) { /* Whoever runs it sees what is wrong. */ }
}

function checking(form) {
  let timer = 0;
  return codemirror.EditorView.updateListener.of((update) => {
    if (!update.docChanged) return;
    clearTimeout(timer);
    timer = setTimeout(() => check(form, update.view, update.state.doc.toString()), CHECK_AFTER);
  });
}

// ---------------------------------------------------------------- the field
function send(form, text) {
  form.elements.query.value = text;
  form.method = encodeURIComponent(text).length > LONGEST_ADDRESS ? "post" : "get";
}

function extensions(form, field, name) {
  const cm = codemirror;
  const language = cm.StreamLanguage.define(field.dataset.editor === "sparql" ? cm.sparql : cm.cypher);
  const keys = [
    { key: "Mod-Enter", run: () => { form.requestSubmit(form.querySelector("button.main")); return true; } },
    ...cm.closeBracketsKeymap, ...cm.completionKeymap, ...cm.historyKeymap, ...cm.defaultKeymap,
  ];
  return [
    cm.lineNumbers(), cm.history(), cm.drawSelection(), cm.highlightActiveLine(), cm.bracketMatching(), cm.closeBrackets(),
    cm.lintGutter(), cm.autocompletion({ override: [completion(form, field.dataset.editor)] }), cm.keymap.of(keys), language,
    cm.EditorView.lineWrapping, cm.EditorView.contentAttributes.of({ "aria-label": name }),
    checking(form), theme(form.dataset.nonce),
  ];
}

function open(field) {
  const form = field.form;
  const label = form.querySelector("label[for=query]");
  const view = new codemirror.EditorView({ doc: field.value, extensions: extensions(form, field, label.textContent) });
  field.hidden = true;
  label.hidden = true;
  field.after(view.dom);
  form.addEventListener("submit", () => send(form, view.state.doc.toString()));
  form.querySelector("[data-keys]").hidden = false;
  if (field.dataset.line) {
    const message = document.getElementById("fault").textContent;
    mark(view, [{ line: Number(field.dataset.line), column: Number(field.dataset.column), message }]);
  }
}

for (const field of document.querySelectorAll("textarea[data-editor]")) open(field);
