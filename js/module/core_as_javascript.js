export { core } from "core-as-javascript";
