/* global BUILD_NAME */
import enable from "part";

// The script that asked for this part waits under the build's name; in another's place it does nothing.
const { [BUILD_NAME]: take = () => console.error("this file is a part of paqet.js, which loads it itself") } = document.currentScript;
take(enable);
