/* What a pointer that rests on a node or a line is told. */
function tipOfLink(link) {
  const tip = make("div");
  tip.append(make("b", titleOf(link)));
  if (link.basis !== link.to) tip.append(make("span", link.basisName));
  tip.append(make("span", `${say("column-since")}: ${link.since}`), make("span", [link.role, link.standingWord].filter(Boolean).join("; ")));
  return tip;
}
function tipOfNode(node) {
  const tip = make("div");
  tip.append(make("b", node.name));
  if (node.long && node.long !== node.name) tip.append(make("span", node.long));
  tip.append(make("span", `${node.kindWord}, ${countOf("links", linksOf.get(node.id).length)}`));
  return tip;
}
