/* global BUILD_NAME, INTEGRITY */
import { insertScript, own } from "./insert_script.js";
import { report } from "./report.js";

/**
 * Loads a part of paqet that is a file of its own, `paqet.<name>.js`, from the folder this script came from and in the
 * same way: query, nonce and CORS mode; with an integrity of its own if this script has one. The part calls a member of
 * its element that bears the build's name, so a file of another version is not taken. What goes wrong is reported once.
 * @param {string} name
 * @param {(part: unknown) => void} take Gets what the part hands over; not called when it cannot be had.
 */
export function loadPart(name, take) {
  const file = `paqet.${name}.js`;
  let taken;
  const settle = (error) => taken || report(`${file} of this version could not be loaded: put it beside paqet.js and allow it in script-src`, error);
  try {
    insertScript(own.src.replace(/[^/?#]*(?=[?#]|$)/, file), {
      [BUILD_NAME](part) {
        taken = true;
        take(part);
      },
      crossOrigin: own.crossOrigin,
      integrity: own.integrity && INTEGRITY[name],
      onload: settle,
      onerror: settle,
    });
  } catch (error) {
    settle(error);
  }
}
