import { Application } from "typedoc";
import { join } from "node:path";
import { root } from "./steps.js";

/** What an app imports, by the types that describe it. */
const ENTRIES = ["index", "paella", "web-vitals"];

/**
 * Writes the API reference: pages made from the types, with the words that editors show.
 * @param {string} folder
 * @returns {Promise<void>} Rejects when a type or a link in the words leads nowhere.
 */
export async function buildReference(folder) {
  const app = await Application.bootstrap({
    entryPoints: ENTRIES.map((name) => join(root, "js/types", `${name}.d.ts`)),
    tsconfig: join(root, "js/types/tsconfig.json"),
    name: "paqet",
    readme: "none",
    sort: ["source-order"],
    disableSources: true,
    hideGenerator: true,
    treatWarningsAsErrors: true,
    logLevel: "Warn",
  });
  const project = await app.convert();
  if (project) app.validate(project);
  if (!project || app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error("The reference cannot be made of js/types/: see above.");
  await app.generateDocs(project, folder);
}
