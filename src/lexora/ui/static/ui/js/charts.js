// Draws the table of a chart as a picture. The table is the only source, so the two cannot say different things: a head
// with `data-draw` names a column and how it is drawn, `data-value` of a cell is its number, `data-short` of a row its
// place on the axis. Without this module the tables are open and the pictures are not there.
import uPlot from "../../npm/uplot.js";
import { STEPS, label } from "./axis.js";

const LABEL_ROOM = 64; // pixels that a label on the axis needs
const AXIS_ROOM = 46; // and what the numbers beside it need at least
const LETTER = 6.5;
const plots = new Map(); // each figure and what is drawn in it

export function start(htmx) {
  drawIn(document);
  htmx.onLoad(drawIn);
  new MutationObserver(drawAgain).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  for (const change of ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"]) {
    matchMedia(change).addEventListener("change", drawAgain);
  }
}

function drawIn(part) {
  const figures = [...part.querySelectorAll("[data-chart]")];
  if (part !== document && part.matches("[data-chart]")) figures.push(part);
  for (const figure of figures) if (!figure.hasAttribute("data-drawn")) drawFirst(figure);
}

function drawFirst(figure) {
  explain(figure);
  draw(figure);
  figure.querySelector("details").open = false;
  figure.dataset.drawn = "";
  new ResizeObserver(() => fit(figure)).observe(pictureOf(figure));
}

// Several lines need a legend; the table has its heads.
function explain(figure) {
  const heads = [...figure.querySelectorAll("table th[data-draw]")];
  if (heads.length < 2) return;
  const legend = document.createElement("p");
  legend.className = "lx-chart__legend";
  legend.ariaHidden = "true";
  for (const head of heads) {
    const item = line(head.textContent.trim());
    item.dataset.draw = head.dataset.draw;
    item.style.setProperty("--lx-line-colour", `var(${head.dataset.colour})`);
    legend.append(item);
  }
  pictureOf(figure).before(legend);
}

// Colours are not those of a moment ago: another theme, the colours of the system, or paper.
function drawAgain() {
  for (const figure of [...plots.keys()]) {
    plots.get(figure).destroy();
    plots.delete(figure);
    if (figure.isConnected) draw(figure);
  }
}

function fit(figure) {
  const { clientWidth: width, clientHeight: height } = pictureOf(figure);
  const plot = plots.get(figure);
  if (plot && width && (plot.width !== width || plot.height !== height)) plot.setSize({ width, height });
}

const pictureOf = (figure) => figure.querySelector(".lx-chart__picture");

function draw(figure) {
  const table = figure.querySelector("table");
  const rows = [...table.tBodies[0].rows];
  const columns = [...table.tHead.rows[0].cells].filter((head) => head.dataset.draw);
  const values = columns.map((head) => rows.map((row) => number(row.cells[head.cellIndex])));
  const picture = pictureOf(figure);
  const options = optionsOf(figure, picture, rows, columns, values);
  plots.set(figure, new uPlot(options, [rows.map((_row, n) => n), ...values], picture));
}

function number(cell) {
  return cell.dataset.value ? Number(cell.dataset.value) : null;
}

function optionsOf(figure, picture, rows, columns, values) {
  const style = getComputedStyle(picture);
  const font = `12px ${style.fontFamily}`;
  const axis = { stroke: colour(picture, "--lx-ink-soft"), font, ticks: { show: false } };
  const grid = { stroke: colour(picture, "--lx-line"), width: 1 };
  const kind = figure.dataset.chart;
  const isPercent = kind === "percent";
  return {
    width: picture.clientWidth,
    height: picture.clientHeight,
    legend: { show: false },
    padding: [12, Math.max(8, (short(rows.at(-1)).length * LETTER) / 2), 0, 0], // the last label is in the middle below its point
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: { x: { time: false, range: [-0.5, rows.length - 0.5] }, y: { range: rangeOf(values.flat(), kind) } },
    series: [{}, ...columns.map((head, n) => seriesOf(picture, head, values[n]))],
    axes: [
      { ...axis, grid: { show: false }, incrs: STEPS, space: LABEL_ROOM, size: 28, values: (_u, at) => at.map((n) => short(rows[n])) },
      { ...axis, grid, incrs: STEPS, size: roomFor, values: (_u, at, _axis, _space, step) => at.map((n) => shown(n, step, isPercent)) },
    ],
    hooks: { setCursor: [tipOf(picture, rows, columns)] },
  };
}

function seriesOf(picture, head, values) {
  const stroke = colour(picture, head.dataset.colour);
  const kind = head.dataset.draw;
  if (kind === "bars") return { stroke, fill: stroke, width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.7, 36], radius: 0.25 }) };
  const alone = values.filter((value) => value !== null).length === 1;
  return {
    stroke,
    width: 2,
    dash: kind === "dashes" ? [6, 5] : undefined,
    fill: kind === "area" ? (plot) => fade(plot, stroke) : undefined,
    points: { show: alone || kind === "line", size: 6, fill: stroke, stroke },
    spanGaps: true,
  };
}

function fade(plot, stroke) {
  const { top, height } = plot.bbox;
  const fill = plot.ctx.createLinearGradient(0, top, 0, top + height);
  fill.addColorStop(0, thinned(stroke, 45));
  fill.addColorStop(1, thinned(stroke, 3));
  return fill;
}

const thinned = (stroke, percent) => `color-mix(in srgb, ${stroke} ${percent}%, transparent)`;

// Bars begin at nothing; a sum that grows where it stood; per cent, which lie close together, below the lowest.
function rangeOf(values, kind) {
  const there = values.filter((value) => value !== null);
  if (kind === "percent") return [Math.max(0, Math.floor((Math.min(...there, 95) - 5) / 10) * 10), 100];
  const least = kind === "curve" ? Math.min(...there) : Math.min(...there, 0);
  const most = Math.max(...there, least + 4);
  return [least, most + (most - least) * 0.06];
}

function shown(n, step, isPercent) {
  const text = label(n, step, document.documentElement.lang);
  return isPercent ? `${text}%` : text;
}

const short = (row) => row?.cells[0].dataset.short ?? "";

// A language with long words for thousands and millions gets what they need.
function roomFor(_plot, labels) {
  const longest = Math.max(0, ...(labels ?? []).map((text) => text.length));
  return Math.max(AXIS_ROOM, longest * LETTER + 14);
}

// What the row under the pointer says, in the words of the table.
function tipOf(picture, rows, columns) {
  const tip = document.createElement("p");
  tip.className = "lx-chart__tip";
  tip.hidden = true;
  picture.querySelector(".lx-chart__tip")?.remove();
  picture.append(tip);
  return (plot) => {
    const row = rows[plot.cursor.idx ?? -1];
    tip.hidden = !row;
    if (!row) return;
    const said = columns.map((head) => `${head.textContent.trim()}: ${row.cells[head.cellIndex].textContent.trim()}`);
    tip.replaceChildren(strong(row.cells[0].textContent.trim()), ...said.map(line));
    const left = plot.over.offsetLeft + plot.cursor.left;
    const room = picture.clientWidth - tip.offsetWidth;
    tip.style.translate = `${Math.max(0, Math.min(room, left - tip.offsetWidth / 2))}px 0`;
  };
}

function strong(text) {
  const element = document.createElement("strong");
  element.textContent = text;
  return element;
}

function line(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element;
}

// A token holds both themes; what it is here only an element that wears it can say.
function colour(place, token) {
  const probe = document.createElement("i");
  probe.style.color = `var(${token})`;
  place.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
