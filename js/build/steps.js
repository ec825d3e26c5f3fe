import { spawn } from "node:child_process";

/** The project's own folder. */
export const root = new URL("../../", import.meta.url).pathname;

const colour = process.stdout.isTTY ? (text) => `\x1b[1m${text}\x1b[0m` : (text) => text;

/**
 * Runs one named step and says how long it took.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const started = Date.now();
  console.log(colour(`• ${name}`));
  const result = await work();
  const seconds = (Date.now() - started) / 1000;
  if (seconds > 2) console.log(`  ${seconds.toFixed(1)} s`);
  return result;
}

/**
 * Runs a program in the project's folder; its output goes to ours.
 * @param {string} program
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<void>} Rejects with one sentence when it cannot be started or fails.
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], ...options });
    child.on("error", (error) => reject(new Error(`${program} could not be started: ${error.message}`)));
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${program} ${args.join(" ")} failed with code ${code}`))));
  });
}

/**
 * What a program prints.
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<string | undefined>} Undefined when it cannot be started or fails.
 */
export function ask(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
    let printed = "";
    child.stdout.on("data", (chunk) => (printed += chunk));
    child.on("error", () => resolve(undefined));
    child.on("exit", (code) => resolve(code === 0 ? printed : undefined));
  });
}
