// What every page runs. Each module looks for its own elements and does nothing where they are not.
import htmx from "../../npm/htmx.js";
import { keepLive } from "./live.js";
import { copyOnClick } from "./copy.js";
import { countCharacters, keepChoices, offerTimeZone, submitOnCtrlEnter, cancelOnEscape } from "./forms.js";
import { closeMenus } from "./menus.js";
import { useFreshToken } from "./token.js";
import { addOnce, keepUnsaved } from "./parts.js";
import { gradeByKey } from "./practice.js";
import { countSelection } from "./selection.js";
import { dismissToasts, showRefusals } from "./toasts.js";
import { swapLanguages } from "./translator.js";

useFreshToken();
keepLive(htmx);
keepUnsaved(htmx);
addOnce();
showRefusals();
dismissToasts();
copyOnClick();
countCharacters();
submitOnCtrlEnter();
cancelOnEscape();
offerTimeZone();
keepChoices(htmx);
countSelection();
gradeByKey();
swapLanguages();
closeMenus();
