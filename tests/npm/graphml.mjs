// Nodes and edges that graphology reads of GraphML on standard input, as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const { MultiDirectedGraph } = require("graphology");
const { parse } = require("graphology-graphml");

const net = parse(MultiDirectedGraph, readFileSync(0, "utf8"));
console.log(JSON.stringify({
  nodes: net.mapNodes((id, data) => data),
  edges: net.mapEdges((id, data, a, b) => [net.getNodeAttribute(a, "name"), net.getNodeAttribute(b, "name"), data]),
}));
