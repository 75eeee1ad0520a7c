// Statements, arguments and relations that @argdown/core reads from standard input, as JSON.
import * as core from "@argdown/core";
import { readFileSync } from "node:fs";

const app = new core.ArgdownApplication();
const steps = ["ParserPlugin", "DataPlugin", "ModelPlugin"];
for (const step of steps) app.addPlugin(new core[step](), step);
const found = app.run({ input: readFileSync(0, "utf8"), process: steps, logLevel: "silent" });
const textOf = (of) => (of.members.find((member) => member.text) ?? {}).text ?? "";
const entries = (of, told) => Object.fromEntries(Object.entries(of ?? {}).map(([name, it]) => [name, told(it)]));
const nameOf = (end) => end?.title ?? end?.argumentTitle ?? "";
console.log(JSON.stringify({
  errors: [...(found.lexerErrors ?? []), ...(found.parserErrors ?? []), ...(found.exceptions ?? [])].map((e) => e.message),
  statements: entries(found.statements, (it) => ({ text: textOf(it), data: it.data ?? {} })),
  arguments: entries(found.arguments, (it) => ({
    text: textOf(it), data: it.data ?? {}, steps: (it.pcs ?? []).map((step) => [step.role, step.title]),
  })),
  relations: (found.relations ?? []).map((it) => [
    it.relationType, nameOf(it.from), it.from?.type, nameOf(it.to), it.to?.type,
  ]),
}));
