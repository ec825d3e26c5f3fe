import { BOT_DROPPED } from "./slots.js";

/** A program runs this browser, and does not hide it: WebDriver says so, and headless Chromium names itself so. */
const isBot = () => navigator.webdriver || /headless/i.test(navigator.userAgent);

/** The method about browsers without visitors, which matomo.js does not have. */
export function botMethods(tracker, api, state) {
  return {
    /**
     * What becomes of browsers that a program runs. Without it they are counted, as by matomo.js.
     * @param {"send" | "drop" | number} wish Count them; do not; or count them with the value `bot` in the custom
     *   dimension of this id.
     */
    setBotTracking(wish) {
      state[BOT_DROPPED] = wish === "drop" && isBot();
      if (wish > 0 && isBot()) api.setCustomDimension(wish, "bot");
    },
  };
}
