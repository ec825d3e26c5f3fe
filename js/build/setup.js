import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { ask, root, run, step } from "./steps.js";

const TARGET = "wasm32-unknown-unknown";

/** Tools that are the same for every clone of one version are kept here. */
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "paqet");

/** What the browser tests start, and the Debian package that brings it. */
const BROWSERS = {
  chromium: "chromium",
  chromedriver: "chromium-driver",
  "firefox-esr": "firefox-esr",
  WebKitWebDriver: "webkit2gtk-driver",
  openssl: "openssl",
  Xvfb: "xvfb",
};

/** What draws the video of the player tests and of the demo. */
const VIDEO = { ffmpeg: "ffmpeg" };

/** @returns {string | undefined} Where the program of this name is in PATH. */
export function pathOf(program) {
  return process.env.PATH.split(delimiter)
    .map((folder) => join(folder, program))
    .find(existsSync);
}

/** The npm packages of package-lock.json. */
export const setUpPackages = () => install(root, "npm packages");

/** The bundlers, frameworks and wrappers that the package tests use paqet with. */
export const setUpClients = () => install(join(root, "tests/clients"), "bundlers and wrappers for the tests (about half a minute)");

/** Installs what the lock file of a folder names, unless it is there. */
async function install(folder, what) {
  const wanted = createHash("sha256").update(await readFile(join(folder, "package-lock.json"))).digest("hex");
  const stamp = join(folder, "node_modules/.paqet-lock");
  const have = await readFile(stamp, "utf8").catch(() => "");
  if (have === wanted) return;
  await step(what, () => run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder }));
  await writeFile(stamp, wanted);
}

/** The wasm target of the pinned toolchain. */
export async function setUpRust() {
  const installed = await ask("rustup", ["target", "list", "--installed"]);
  if (installed === undefined) throw new Error("Rust is missing: install rustup from your system's packages or rustup.rs, then run this again");
  if (!installed.includes(TARGET)) await step("wasm target", () => run("rustup", ["target", "add", TARGET]));
}

/** The wasm-bindgen version that Cargo.toml pins. */
async function bindgenVersion() {
  const manifest = await readFile(join(root, "Cargo.toml"), "utf8");
  return manifest.match(/wasm-bindgen = \{ version = "=([^"]+)"/)[1];
}

/**
 * The wasm-bindgen command of the pinned version.
 * @returns {Promise<string>} Its path. Beside it lies `wasm-bindgen-test-runner`.
 */
export async function setUpBindgen() {
  const version = await bindgenVersion();
  const folder = join(cache, `wasm-bindgen-${version}`);
  const own = join(folder, "bin/wasm-bindgen");
  if (!existsSync(own)) {
    await mkdir(folder, { recursive: true });
    await step(`wasm-bindgen ${version} (once per machine, about 3 minutes)`, () =>
      run("cargo", ["install", "wasm-bindgen-cli", "--version", version, "--root", folder, "--quiet"], { cwd: homedir() }),
    );
  }
  return own;
}

/** The browsers and drivers of the tests, and what draws their video, as Debian packages. */
export const setUpBrowsers = () => setUpDebian("The browser tests need", { ...BROWSERS, ...VIDEO });

/** What draws the demo's video. */
export const setUpVideo = () => setUpDebian("The demo's video needs", VIDEO);

/**
 * Installs what is missing of some programs.
 * @param {string} need Begins the sentence of the error.
 * @param {Record<string, string>} programs Debian packages by the program that each brings.
 * @throws {Error} With the command to run, where this process may not install.
 */
async function setUpDebian(need, programs) {
  const missing = [...new Set(Object.entries(programs).filter(([program]) => !pathOf(program)).map(([, name]) => name))];
  if (!missing.length) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (process.getuid() !== 0 || !pathOf("apt-get")) throw new Error(`${need} these Debian packages: run \`sudo ${command}\``);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, stdio: ["ignore", "ignore", "inherit"] };
  await step(`Debian packages: ${missing.join(", ")}`, async () => {
    await run("apt-get", ["update"], options);
    await run("apt-get", command.split(" ").slice(1), options);
  });
}
