// What every page runs, and modules that are loaded when a page has what they are for.
import htmx from "../../npm/htmx.js";
import { forgetWhoLeft, registerServiceWorker } from "./app_shell.js";
import { leaveOldPages } from "./history.js";
import { keepLive } from "./live.js";
import { copyOnClick } from "./copy.js";
import { cancelOnEscape, countCharacters, focusFault, keepFocus, sendOnce, submitOnCtrlEnter } from "./forms.js";
import { useMenus } from "./menus.js";
import { searchEverything } from "./spotlight.js";
import { chooseTheme } from "./theme.js";
import { useFreshToken } from "./token.js";
import { addOnce, keepUnsaved } from "./parts.js";
import { announceToasts, dismissToasts, showRefusals } from "./toasts.js";

const WHEN_NEEDED = {
  "form[data-time-zone]": () => import("./time_zone.js"),
  "#detected": () => import("./detected.js"),
  "[data-selection]": () => import("./selection.js"),
  ".lx-list__more": () => import("./more.js"),
  "#bell-count": () => import("./bell.js"),
  "[data-opens]": () => import("./dialogs.js"),
  "[data-tabs]": () => import("./tabs.js"),
  "[data-flip]": () => import("./flip.js"),
  "[data-audio]": () => import("./audio.js"),
  ".lx-tooltip": () => import("./tooltips.js"),
  "[data-chart]": () => import("./charts.js"),
};

leaveOldPages();
useFreshToken();
keepLive(htmx);
keepUnsaved(htmx);
addOnce();
showRefusals();
dismissToasts();
announceToasts(htmx);
copyOnClick();
countCharacters();
submitOnCtrlEnter();
cancelOnEscape();
useMenus();
searchEverything(htmx);
chooseTheme();
sendOnce();
keepFocus();
focusFault();
htmx.onLoad(load);
registerServiceWorker();
forgetWhoLeft();

// Each module is started once; it listens to the document, so that what comes later is looked after too.
function load(element) {
  for (const [selector, module] of Object.entries(WHEN_NEEDED)) {
    if (!element.matches(selector) && !element.querySelector(selector)) continue;
    delete WHEN_NEEDED[selector];
    module().then(({ start }) => start(htmx));
  }
}
