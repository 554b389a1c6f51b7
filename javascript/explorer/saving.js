// The present view as a file: its looks are written into it, so that it needs nothing else.

import { html, setAttributes, svg } from "./dom.js";
import { keyMark } from "./telling.js";

const LOOKS = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "opacity",
  "vector-effect",
  "paint-order",
  "font-size",
  "font-family",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
];
const LINE = 18;
const SHARP = 2; // dots of a PNG for each pixel

/** Return the view as the text of an SVG file. */
export function asSvg(picture, keyLines, title) {
  const { width, height } = picture.size;
  const key = svg("g", { transform: `translate(8,${height + 6})` });
  const perLine = Math.max(1, Math.floor(width / 210));
  keyLines.forEach((line, i) => {
    const [x, y] = [(i % perLine) * 210, Math.floor(i / perLine) * LINE];
    const text = svg("text", { x: 20, y: 11, class: "iv-key-text" }, line.text);
    key.append(svg("g", { transform: `translate(${x},${y})` }, keyMark(line), text));
  });
  picture.svg.append(key); // so that the style sheet applies while it is copied
  const copy = picture.svg.cloneNode(true);
  copyLooks(picture.svg, copy);
  key.remove();
  const all = height + 12 + LINE * Math.ceil(keyLines.length / perLine);
  const paper = getComputedStyle(picture.svg).backgroundColor;
  copy.prepend(
    svg("title", {}, title),
    svg("rect", { width, height: all, fill: paper }),
  );
  setAttributes(copy, { xmlns: "http://www.w3.org/2000/svg", width, height: all, viewBox: `0 0 ${width} ${all}` });
  return new XMLSerializer().serializeToString(copy);
}

/** Hand the view to the user as a file. */
export function save(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = html("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** Return an SVG file as a PNG. */
export async function asPng(text) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = html("canvas", { width: image.width * SHARP, height: image.height * SHARP });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function copyLooks(from, to) {
  const hidden = getComputedStyle(from).display === "none";
  if (hidden) {
    to.remove();
    return;
  }
  const children = [...to.children];
  [...from.children].forEach((child, i) => copyLooks(child, children[i]));
  const look = getComputedStyle(from);
  for (const name of LOOKS) {
    const value = look.getPropertyValue(name);
    if (value && value !== "none" && value !== "normal") to.setAttribute(name, value);
    else if (name === "fill" || name === "stroke") to.setAttribute(name, "none");
  }
  for (const name of ["class", "style", "tabindex", "role", "aria-selected", "aria-multiselectable", "aria-hidden"]) {
    to.removeAttribute(name);
  }
}
