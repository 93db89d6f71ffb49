// What every page runs. Each module looks for its own elements and does nothing where they are not.
import htmx from "../../npm/htmx.js";
import { keepLive } from "./live.js";
import { copyOnClick } from "./copy.js";
import { countCharacters, keepChoices, offerTimeZone, submitOnCtrlEnter } from "./forms.js";
import { closeMenus } from "./menus.js";
import { gradeByKey } from "./practice.js";
import { countSelection } from "./selection.js";
import { dismissToasts, showRefusals } from "./toasts.js";
import { swapLanguages } from "./translator.js";

keepLive(htmx);
showRefusals();
dismissToasts();
copyOnClick();
countCharacters();
submitOnCtrlEnter();
offerTimeZone();
keepChoices();
countSelection();
gradeByKey();
swapLanguages();
closeMenus();
