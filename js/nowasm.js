import { boot } from "./boot.js";
import { core } from "core-as-javascript";

boot((ready) => ready(core));
