// Draws a session: clones the parts that the server wrote, and puts texts into them. An answer is put into the page
// when it is shown, and not before.

import { outcomes } from "./session.js";
import { say } from "./words.js";

const TYPED = ["typed", "writing", "cloze"];
const TALL = 0.75; // of the screen
const LONG = 48; // characters; a text of more is set smaller
export const GAP = "\ufffc"; // stands in a text for what is left out

export function isTyped(card) {
  return TYPED.includes(card.ask) && card.accepted.length > 0;
}

export function part(name) {
  return document.getElementById(`practice-${name}`).content.cloneNode(true);
}

// The front of a card, with a field or a button to go on.
export function drawCard(stage, card) {
  stage.replaceChildren(part("card"));
  const element = stage.querySelector("[data-card]");
  element.querySelector("[data-ask]").textContent = say(card.ask);
  element.querySelector("[data-languages]").textContent = languagesOf(card);
  const front = element.querySelector("[data-front]");
  front.append(...card.front.map((text) => frontLine(text)));
  front.hidden = !card.front.length;
  front.classList.toggle("lx-flash__front--long", card.front.some(({ text }) => text.length > LONG));
  const hint = element.querySelector("[data-hint]");
  hint.hidden = !card.hint.length;
  hint.append(...card.hint.map((text) => line("p", "", text)));
  showAudio(element, card);
  stage.querySelector("[data-foot]").append(part(isTyped(card) ? "typing" : "reveal"));
  const field = stage.querySelector("#practice-typed");
  if (field) field.lang = answerLanguage(card);
}

function languagesOf({ front, back }) {
  const names = (texts) => [...new Set(texts.map(({ name }) => name))].join(", ");
  return [...new Set([names(front), names(back)])].filter(Boolean).join(" → ");
}

function answerLanguage({ ask, front, back }) {
  return (ask === "cloze" ? front : back)[0]?.language ?? "";
}

function frontLine({ text, language }) {
  const element = line("p", "lx-flash__text", { text: "", language });
  element.dataset.cardText = "";
  element.dir = "auto";
  // A gap is a picture of one, and a word for who cannot see it.
  text.split(GAP).forEach((piece, at) => element.append(...(at ? [gap(), piece] : [piece])));
  return element;
}

function gap() {
  const element = line("span", "lx-flash__gap", { text: "" });
  element.append(line("span", "lx-visually-hidden", { text: say("gap") }));
  return element;
}

function line(tag, name, { text, language }) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (language) element.lang = language;
  if (text) element.dir = "auto"; // a text of a person, in whatever script
  element.textContent = text;
  return element;
}

function showAudio(element, { audio }) {
  const button = element.querySelector("[data-play]");
  button.hidden = !audio;
  if (audio) button.dataset.audio = audio;
}

// The other side, and the four grades. `judged` is what became of a typed answer.
export function drawAnswer(stage, card, judged = null) {
  const back = stage.querySelector("[data-back]");
  back.replaceChildren(...(judged ? [part("verdict")] : []), ...answerLines(card));
  back.hidden = false;
  if (judged) drawVerdict(back.querySelector("[data-verdict]"), judged, card);
  stage.querySelector("[data-foot]").replaceChildren(part("grades"));
  for (const button of stage.querySelectorAll("[data-grades] button")) {
    button.type = "button";
    button.querySelector("[data-when]").textContent = outcomes(card)[button.value].text;
  }
  const element = stage.querySelector("[data-card]");
  element.classList.add("is-open");
  element.classList.toggle("is-tall", element.offsetHeight > innerHeight * TALL); // one scrolls where one could swipe
}

function answerLines(card) {
  const lines = card.back.map((text) => answerLine(text, card.back.length > 1));
  if (!lines.length) lines.push(line("p", "lx-muted", { text: say("no_answer") }));
  if (card.note) lines.push(line("p", "lx-note", { text: card.note }));
  return lines;
}

function answerLine(text, isNamed) {
  const element = document.createElement("p");
  element.className = "lx-flash__answer";
  if (isNamed) element.append(line("span", "lx-muted lx-small", { text: text.name }), " ");
  element.append(line("span", "", text));
  return element;
}

export function drawVerdict(element, { verdict, isExact, pieces }, card) {
  element.className = `lx-verdict lx-verdict--${verdict}`;
  element.querySelector("[data-sentence]").textContent = say(verdict === "right" && !isExact ? "nearly" : verdict);
  element.querySelector("[data-overrule]").hidden = verdict === "right";
  const diff = element.querySelector("[data-diff]");
  diff.hidden = isExact || !pieces.length;
  diff.lang = answerLanguage(card);
  diff.dir = "auto";
  diff.replaceChildren(...pieces.map(([kind, text]) => piece(kind, text)));
}

function piece(kind, text) {
  if (kind === "same") return document.createTextNode(text);
  const element = part(kind).firstElementChild;
  element.append(text);
  return element;
}

// The line that tells a screen reader what has come.
export function spoken(card) {
  return [say(card.ask), ...card.front.map(({ text }) => text.replaceAll(GAP, say("gap"))), ...card.hint.map(({ text }) => text)].join(" ");
}

export function spokenAnswer(card) {
  return say("answer", { text: card.back.map(({ text }) => text).join("; ") || say("no_answer") });
}
