// Talking with the server. A server that is gone is told, and so is one that is back.
const token = document.querySelector("meta[name=token]").content;

/** Hears `gone` and `back`. */
export const server = new EventTarget();

/** The order is no longer the one that was changed. */
export class Stale extends Error {}

/** Nobody answers. It is told to those who hear `server`, so whoever asked need not catch it. */
export class Gone extends Error {}

addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof Gone) event.preventDefault();
});

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    server.dispatchEvent(new Event("gone"));
    throw new Gone(path);
  }
  server.dispatchEvent(new Event("back"));
  if (!answer.ok) throw new Error(await answer.text());
  const said = await answer.json(); // a refusal is an answer, too: browsers log other statuses as errors of the page
  if (said.stale) throw new Stale();
  return said;
}

export const get = (path, options) => ask(path, options);

export const post = (path, body = {}, options = {}) => ask(path, {
  method: "POST",
  headers: { "content-type": "application/json", "x-cardmaker-token": token },
  body: JSON.stringify(body),
  ...options,
});

/** Send a file as it is. */
export const send = (path, bytes, base, headers = {}) => ask(path, {
  method: "POST",
  headers: { "content-type": "application/octet-stream", "x-cardmaker-token": token, "x-base": base, ...headers },
  body: bytes,
});
