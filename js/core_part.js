/* global BUILD_NAME */
import { core } from "core-as-javascript";

// The script that asked for this part waits under the build's name; in another's place it does nothing.
const { [BUILD_NAME]: take = () => console.error("paqet.core.js is a part of paqet.js: as a script of its own use paqet.nowasm.js") } = document.currentScript;
take(core);
