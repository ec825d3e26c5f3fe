import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "../js/build/build.js";
import { pathOf, setUpBindgen, setUpBrowsers, setUpClients, setUpPackages, setUpRust } from "../js/build/setup.js";
import { root, run, step } from "../js/build/steps.js";

/**
 * `npm test`: sets up what is missing, builds, and runs every test. `npm test -- rust`, `node`, `package`,
 * `wasm`, `browser`, `nowasm` or `bench` runs one part; `ENGINES=firefox` narrows the browsers, `BUILDS=nowasm` the builds.
 */
const PARTS = {
  /** The rules, natively: worked examples, behaviour, properties; then formatting and lints. */
  async rust() {
    await run("cargo", ["test", "--quiet", "--locked"]);
    await run("cargo", ["fmt", "--check"]);
    await run("cargo", ["clippy", "--quiet", "--locked", "--all-targets", "--", "-D", "warnings"]);
  },
  /** The collector, and other tests that need no browser. */
  node: () => run(process.execPath, ["--test", ...testsIn("tests/collector")]),
  /** The package as its users get it: sizes, types, bundlers, and the wrappers of others. */
  async package() {
    await setUpClients();
    await run(process.execPath, ["--test", "--test-concurrency=1", ...testsIn("tests/types"), ...testsIn("tests/package")]);
  },
  /** The boundary between JavaScript and Rust, inside a browser. */
  async wasm() {
    // The runner reads `webdriver.json` from the folder it is started in.
    const runner = `env -C ${join(root, "tests")} ${join(await setUpBindgen(), "../wasm-bindgen-test-runner")}`;
    await run("cargo", ["test", "--locked", "--target", "wasm32-unknown-unknown", "--test", "bindings"], {
      env: { ...process.env, CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: runner, CHROMEDRIVER: pathOf("chromedriver") },
    });
  },
  /** The built `pkg/`, end to end, each case in Chromium, Firefox and WebKit. */
  browser: () => browserTests(testsIn("tests/browser"), { BUILDS: "wasm" }),
  /**
   * The build without WebAssembly, on the suites that touch what is different in it, each case in one engine, the next in
   * the next. `BUILDS=nowasm npm test -- browser` runs everything on it, which takes as long again.
   */
  nowasm: () => browserTests(NO_WASM.map((name) => `tests/browser/${name}.test.js`), { BUILDS: "nowasm", SPREAD: "nowasm" }),
  /** The benchmark with few samples: it checks the bytes and prints the rest. */
  bench: () => run(process.execPath, ["www/bench/run.js", "--quick"]),
};

const NO_WASM = ["snippet", "loading", "methods", "scrub", "consent", "content", "transport", "hostile"];

function browserTests(files, environment) {
  const reporters = ["spec", "./tests/browser/harness/tally.js"].flatMap((reporter) => [`--test-reporter=${reporter}`, "--test-reporter-destination=stdout"]);
  return run(process.execPath, [...reporters, "tests/browser/harness/together.js", ...files], { env: { ...environment, ...process.env } });
}

function testsIn(folder) {
  const path = join(root, folder);
  return existsSync(path)
    ? readdirSync(path)
        .filter((name) => name.endsWith(".test.js"))
        .map((name) => join(folder, name))
    : [];
}

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.find((name) => !PARTS[name]);
try {
  if (unknown) throw new Error(`there is no part "${unknown}"; there are ${Object.keys(PARTS).join(", ")}`);
  await setUpPackages();
  await setUpRust();
  await setUpBrowsers();
  if (!existsSync(join(root, "pkg/paqet.js")) || !process.env.CI) await build();
  for (const name of positionals.length ? positionals : Object.keys(PARTS)) await step(`tests: ${name}`, PARTS[name]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
