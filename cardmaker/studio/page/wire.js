// Talking with the server. Answers to what is no longer asked never win; a server that is gone is told.
const token = document.querySelector("meta[name=token]").content;
export const lost = new EventTarget();
export class Stale extends Error {}
async function ask(path, options = {}) {
  let answer;
  try { answer = await fetch(path, options); }
  catch (problem) { if (problem.name !== "AbortError") lost.dispatchEvent(new Event("gone")); throw problem; }
  lost.dispatchEvent(new Event("back"));
  if (!answer.ok) throw new Error(await answer.text());
  const said = await answer.json(); // a refusal is an answer, too: browsers log other statuses as errors of the page
  if (said.stale) throw new Stale();
  return said;
}
export const get = (path, options) => ask(path, options);
export const post = (path, body = {}, options = {}) =>
  ask(path, { method: "POST", headers: { "content-type": "application/json", "x-cardmaker-token": token }, body: JSON.stringify(body), ...options });
export const send = (path, bytes, base) =>
  ask(path, { method: "POST", headers: { "content-type": "application/octet-stream", "x-cardmaker-token": token, "x-base": base }, body: bytes });
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== "list") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}
