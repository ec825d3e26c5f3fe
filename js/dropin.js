import { boot } from "./boot.js";
import { instantiate } from "./embedded.js";

boot(instantiate);
