// What pages do faster with a script; each of them works without one.

// A one-time link goes on by itself.
for (const form of document.querySelectorAll("form[data-go]")) form.requestSubmit();

// The mail that was looked for comes into view.
document.querySelector("[data-open]")?.scrollIntoView({ block: "center", behavior: "instant" });

// Words selected in a mail are offered as the missed ones.
const quote = document.querySelector("[data-selection]");
if (quote) {
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const node = selection?.anchorNode;
    const body = (node instanceof Element ? node : node?.parentElement)?.closest(".body");
    if (body && selection.toString().trim()) quote.value = selection.toString().trim();
  });
}

// Dropped files go to disk in pieces; the same file dropped again goes on where it stopped.
const PIECE = 4 * 1024 * 1024;

class Sorry extends Error {}

async function ask(address, options, form) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = { "X-CSRFToken": token, Accept: "application/json" };
  let answer;
  try {
    answer = await fetch(address, { ...options, headers });
  } catch {
    throw new Sorry(form.dataset.lost);
  }
  const told = await answer.json().catch(() => ({ sorry: form.dataset.lost }));
  if (!answer.ok) throw new Sorry(told.sorry ?? form.dataset.lost);
  return told;
}

async function send(file, form, tell) {
  const address = new URL(form.dataset.piece, location.href);
  address.search = new URLSearchParams({ name: file.name, size: file.size, changed: file.lastModified });
  let { have, key } = await ask(address, {}, form);
  while (have < file.size) {
    tell(`${form.dataset.sending} ${file.name}: ${Math.floor((100 * have) / file.size)} %`);
    address.searchParams.set("at", have);
    ({ have, key } = await ask(address, { method: "POST", body: file.slice(have, have + PIECE) }, form));
  }
  return key;
}

async function read(files, form) {
  const progress = form.querySelector(".progress");
  const tell = (words) => { progress.textContent = words; };
  const button = form.querySelector("button:not([type])");
  button.disabled = true;
  try {
    const body = new FormData(form);
    body.delete("file");
    for (const file of files) body.append("key", await send(file, form, tell));
    const { job } = await ask(form.dataset.read, { method: "POST", body }, form);
    location.assign(`/jobs/${job}/`);
  } catch (error) {
    if (!(error instanceof Sorry)) throw error;
    tell(error.message);
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll("form[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    read(input.files, form);
  });
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    read([...event.dataTransfer.files].filter((file) => file.size), form);
  });
}

// A passkey that was not given is said on the page, not in the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const place of document.querySelectorAll("[data-passkey-sorry]")) place.hidden = false;
});

// A button pressed twice asks once; after a download the page is still there.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post" || "download" in event.target.dataset) return;
  setTimeout(() => { for (const button of event.target.querySelectorAll("button")) button.disabled = true; });
});
addEventListener("pageshow", () => { for (const button of document.querySelectorAll("button")) button.disabled = false; });
