import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./steps.js";

const BEGIN = "<!-- sizes: written by the build from pkg/sizes.json -->\n";
const END = "<!-- /sizes -->";

/**
 * Puts the sizes of the shipped files into the README's table.
 * @param {Record<string, { raw: number, gzip: number, brotli: number }>} sizes
 */
export async function writeSizes(sizes) {
  const path = join(root, "README.md");
  const readme = await readFile(path, "utf8");
  const number = (value) => value.toLocaleString("en");
  const rows = Object.entries(sizes).map(([name, { raw, gzip, brotli }]) => `| \`${name}\` | ${[raw, gzip, brotli].map(number).join(" | ")} |\n`);
  const [before, rest] = readme.split(BEGIN);
  const head = "\n| file | bytes | gzip 9 | brotli 11 |\n|---|--:|--:|--:|\n";
  const written = before + BEGIN + head + rows.join("") + "\n" + rest.slice(rest.indexOf(END));
  if (written !== readme) await writeFile(path, written);
}
