
// -- what the page shows -----------------------------------------------------------------------------

const WORDS = {
  es: {
    check: "Comprobar este paquete", drop: "Suelte aquí el archivo .zip o la carpeta, o elija:", chooseFile: "Archivo…",
    chooseFolder: "Carpeta…", wantedKey: "Huella de la clave que se espera (opcional; la da la instalación):",
    limits: "La comprobación la hace esta página, sin Internet. Una página que viene en el paquete no puede dar fe de sí misma: quien necesite certeza usa «atalaya verify» y pide la huella a la instalación por otro camino.",
    about: "Qué es", clips: "Clips", stills: "Fotos", gaps: "Faltan grabaciones", events: "Eventos y alarmas",
    sources: "De dónde viene cada parte", reading: "Leyendo, {0} %", good: "Comprobado: {0} archivos, sin diferencias.",
    bad: "No coincide con lo que se firmó.", foreign_key: "Firmado, pero no con la clave que se espera.",
    badKey: "La huella tiene 64 cifras hexadecimales.",
    changed: "Cambió: {0}", missing: "Falta: {0}", added: "Sobra: {0}", damaged: "El archivo .zip está dañado cerca de {0}",
    signature_invalid: "La firma no es válida: {0}", no_package: "No hay manifest.json: no es un paquete de pruebas.",
    key: "Huella de la clave: {0}", export: "Exportación", incident: "Incidente", reason: "Motivo", operator: "Pidió",
    made: "Hecho", since: "Desde", until: "Hasta", zone: "Hora del sitio", cameras: "Cámaras", software: "Programa",
    moving: "Se ven borrosas las personas y los vehículos que se mueven. Quien no se mueve en todo el tiempo puede verse.",
    whole: "Toda la imagen está borrosa: la grabación es demasiado corta para saber quién se mueve.",
    shown: "Se muestran caras y placas, con permiso.", copied: "como se grabó", encoded: "codificado de nuevo",
    earlier: "empieza {0} s antes", no_footage: "no se grabó", why_damaged: "grabación dañada", burned: "con la hora en la imagen",
    still: "foto", nothing: "Ninguno.", story: "El incidente, hecho por hecho", program: "el programa",
    returned: "volvió a lo normal {0}", acknowledged: "reconoció {0}", ofIncident: "del incidente",
    happened: {
      Opened: "Abierto", AlarmsJoined: "Alarmas que se sumaron", AlarmsReturned: "Volvieron a lo normal",
      AlarmsChattered: "Iban y venían", AlarmsMovedOut: "Alarmas retiradas", CauseMarked: "Primera causa",
      Acknowledged: "Reconocido", OwnerSet: "A cargo",
      Watched: "Lo sigue", Noted: "Nota", PrioritySet: "Prioridad", Described: "Descripción", DeviceLinked: "Dispositivo enlazado",
      CommandTold: "Orden", CrewMoved: "Cuadrilla", ProcedureSet: "Procedimiento", StepTicked: "Paso hecho",
      StepUnticked: "Paso por hacer", Attached: "Archivo adjunto", Escalated: "Plazo vencido", Resolved: "Resuelto",
      Closed: "Cerrado", Reopened: "Reabierto", Absorbed: "Se fundió con este", SplitFrom: "Separado de",
    },
    said: {
      low: "baja", medium: "media", high: "alta", critical: "crítica", assigned: "asignada", dispatched: "aceptó",
      en_route: "en camino", on_site: "en el lugar", refused: "no va", withdrawn: "retirada", solved: "solucionado",
      cancelled: "cancelado", false_alarm: "falsa alarma", duplicate: "duplicado", merged: "fundido con otro",
      acknowledge: "reconocer", arrive: "llegar", resolve: "resolver", alarm: "por alarma", operator: "por operador",
      report: "por aviso de un vecino", split: "separado de otro", off: "ya no",
    },
  },
  en: {
    check: "Check this package", drop: "Drop the .zip file or the folder here, or choose:", chooseFile: "File…",
    chooseFolder: "Folder…", wantedKey: "Fingerprint of the key that is expected (optional; the installation gives it):",
    limits: "This page does the checking, without the Internet. A page that comes in the package cannot vouch for itself: who needs certainty uses “atalaya verify” and asks the installation for the fingerprint by another way.",
    about: "What it is", clips: "Clips", stills: "Stills", gaps: "Footage that is missing", events: "Events and alarms",
    sources: "Where each part comes from", reading: "Reading, {0} %", good: "Checked: {0} files, no differences.",
    bad: "Not what was signed.", foreign_key: "Signed, but not with the key that is expected.",
    badKey: "A fingerprint has 64 hexadecimal digits.",
    changed: "Changed: {0}", missing: "Missing: {0}", added: "Not part of it: {0}", damaged: "The .zip file is damaged near {0}",
    signature_invalid: "The signature is not valid: {0}", no_package: "There is no manifest.json: this is no package of evidence.",
    key: "Fingerprint of the key: {0}", export: "Export", incident: "Incident", reason: "Reason", operator: "Asked by",
    made: "Made", since: "From", until: "To", zone: "Site's time", cameras: "Cameras", software: "Program",
    moving: "Moving persons and vehicles are blurred. Whoever does not move all the time may be seen.",
    whole: "The whole picture is blurred: the footage is too short to tell who moves.",
    shown: "Faces and plates are shown, by permission.", copied: "as it was recorded", encoded: "encoded anew",
    earlier: "begins {0} s earlier", no_footage: "not recorded", why_damaged: "footage damaged", burned: "with the time in the picture",
    still: "still", nothing: "None.", story: "The incident, deed by deed", program: "the program",
    returned: "back to normal {0}", acknowledged: "acknowledged by {0}", ofIncident: "of the incident",
    happened: {
      Opened: "Opened", AlarmsJoined: "Alarms joined", AlarmsReturned: "Back to normal",
      AlarmsChattered: "Came and went", AlarmsMovedOut: "Alarms moved out",
      CauseMarked: "First cause", Acknowledged: "Acknowledged", OwnerSet: "In charge", Watched: "Watched by", Noted: "Note",
      PrioritySet: "Priority", Described: "Description", DeviceLinked: "Device linked", CommandTold: "Order", CrewMoved: "Crew",
      ProcedureSet: "Procedure", StepTicked: "Step done", StepUnticked: "Step open again", Attached: "File attached",
      Escalated: "Target missed", Resolved: "Resolved", Closed: "Closed", Reopened: "Reopened",
      Absorbed: "Merged into this one", SplitFrom: "Split from",
    },
    said: {
      low: "low", medium: "medium", high: "high", critical: "critical", assigned: "assigned", dispatched: "accepted",
      en_route: "on its way", on_site: "on site", refused: "does not go", withdrawn: "taken off", solved: "solved",
      cancelled: "cancelled", false_alarm: "false alarm", duplicate: "duplicate", merged: "merged into another",
      acknowledge: "acknowledge", arrive: "arrive", resolve: "resolve", alarm: "by an alarm", operator: "by an operator",
      report: "by a citizen's report", split: "split from another", off: "no longer",
    },
  },
};
const DATA = JSON.parse(document.getElementById("data").textContent);
const $ = id => document.getElementById(id);
let language = (navigator.language || "es").startsWith("en") ? "en" : "es";
const word = (name, ...values) => values.reduce((text, value, i) => text.replace(`{${i}}`, value), WORDS[language][name] || name);
let shownVerdict = ["none"], shownProblems = [], shownKey = "";

function element(tag, text, ...children) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}
const row = (name, value, code) => {
  const cell = element("td", value);
  if (code) cell.className = "code";
  return element("tr", "", element("th", name), cell);
};
const moment = at => at ? `${at.site.replace("T", " ")} · ${at.utc}` : "";

function clipLine(clip) {
  const parts = [`${clip.camera} · ${moment(clip.began)}`, word(clip.copied ? "copied" : "encoded")];
  if (clip.earlier_ms > 0) parts.push(word("earlier", (clip.earlier_ms / 1000).toFixed(1)));
  if (clip.burned_time) parts.push(word("burned"));
  return parts.join(" · ");
}

// Fields of what was said whose values are words of the program; all others are shown as they were written.
const CODED = new Set(["source", "priority", "state", "resolution", "target"]);
const TOLD = ["title", "source", "priority", "place", "zone", "text", "owner", "operator", "crew", "device", "deed", "state",
  "resolution", "procedure", "step", "choice", "name", "sha256", "target", "level", "incident", "alarm", "to", "leads_to",
  "follows", "note", "reason"];

const alarmName = one => one.times ? `${one.link.alarm} × ${one.times}` : one.alarm;

function deedLine(deed) {
  const {said} = deed, told = WORDS[language].said;
  const parts = TOLD.filter(name => said[name]).map(name => CODED.has(name) && told[said[name]] || String(said[name]));
  if (said.on === false) parts.push(told.off);
  for (const alarm of said.alarms || []) parts.push(typeof alarm === "string" ? alarm : alarmName(alarm));
  for (const given of said.given || []) parts.push(`${given.field}: ${given.value}`);
  return [WORDS[language].happened[deed.kind] || deed.kind, parts.join(" · ")].filter(Boolean).join(": ");
}

function alarmLine(alarm) {
  const parts = [`${alarm.device} · ${alarm.text} · ${moment(alarm.raised)}`];
  if (alarm.incident) parts.push(word("ofIncident"));
  if (alarm.acknowledged_by) parts.push(word("acknowledged", alarm.acknowledged_by));
  if (alarm.returned) parts.push(word("returned", moment(alarm.returned)));
  return parts.join(" · ");
}

function figures(box, rows, make) {
  if (box.children.length !== rows.length || !box.children.length)
    box.replaceChildren(...rows.map(one => element("figure", "", make(one.file), element("figcaption", ""))));
  rows.forEach((one, i) => { box.children[i].lastChild.textContent = one.line; });
}

function video(file) {
  const made = element("video");
  made.controls = true; made.preload = "metadata"; made.src = file; made.dataset.file = file;
  return made;
}

function picture(file) {
  const made = element("img");
  made.src = file; made.alt = file; made.dataset.file = file;
  return made;
}

function show() {
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll("[data-text]")) each.textContent = word(each.dataset.text);
  document.title = `${DATA.export} · ${DATA.installation.name}`;
  $("title").textContent = [DATA.incident, DATA.export].filter(Boolean).join(" · ");
  $("site").textContent = DATA.installation.name;
  $("facts").replaceChildren(
    ...[["export", DATA.export], ["incident", DATA.incident], ["reason", DATA.reason], ["operator", DATA.operator],
      ["made", moment(DATA.made)], ["since", moment(DATA.span.since)], ["until", moment(DATA.span.until)],
      ["zone", DATA.span.zone], ["cameras", DATA.cameras.map(c => [c.id, c.name].filter(Boolean).join(" ")).join(", ")],
      ["software", `${DATA.software.name} ${DATA.software.version}`]].filter(([, v]) => v).map(([n, v]) => row(word(n), v)));
  $("faces").textContent = word(DATA.faces);
  figures($("clips"), DATA.clips.map(clip => ({file: clip.file, line: clipLine(clip)})), video);
  figures($("stills"), DATA.stills.map(one => ({file: one.file, line: `${one.camera} · ${moment(one.at)}`})), picture);
  $("stillsBox").hidden = !DATA.stills.length;
  $("gapsBox").hidden = !DATA.gaps.length;
  $("gaps").replaceChildren(...DATA.gaps.map(gap => row(gap.camera,
    `${moment(gap.since)} – ${moment(gap.until)} · ${word(gap.why === "damaged" ? "why_damaged" : gap.why)}`)));
  const events = [...DATA.events.map(e => [e.began, `${e.camera} · ${e.kind} ${e.detail || ""} · ${moment(e.began)}`]),
    ...DATA.alarms.map(a => [a.raised, alarmLine(a)])];
  $("eventsBox").hidden = !events.length;
  $("events").replaceChildren(...events.sort((a, b) => a[0].ms - b[0].ms).map(([, text]) => element("tr", "", element("td", text))));
  $("storyBox").hidden = !DATA.story.length;
  $("story").replaceChildren(...DATA.story.map(deed => row(moment(deed.at),
    [deed.by || word("program"), deed.incident === DATA.incident ? "" : deed.incident, deedLine(deed)].filter(Boolean).join(" · "))));
  $("sources").replaceChildren(...DATA.sources.map(s => row(s.camera, `${s.file} · ${s.sha256}`, true)));
  showVerdict();
}

function showVerdict() {
  $("verdict").dataset.state = shownVerdict[0];
  $("verdict").textContent = shownVerdict[0] === "none" ? "" : word(...shownVerdict);
  $("problems").replaceChildren(...shownProblems.map(([flaw, file]) => element("li", word(flaw, file || "…"))));
  $("fingerprint").textContent = shownKey ? word("key", shownKey) : "";
}

function conclude(verdict, problems = [], key = "") {
  [shownVerdict, shownProblems, shownKey] = [verdict, problems, key];
  showVerdict();
}

// Clips that were just checked are played from the very file that was checked.
function playChecked(files) {
  for (const each of document.querySelectorAll("[data-file]")) {
    const blob = files.get(each.dataset.file);
    if (!blob) continue;
    if (each.src.startsWith("blob:")) URL.revokeObjectURL(each.src);
    const type = each.tagName === "VIDEO" ? "video/mp4" : "image/png";
    each.src = URL.createObjectURL(blob.slice(0, blob.size, type));
  }
}

let turn = 0, last = null;
async function checkFiles(named) {
  last = named;
  const mine = ++turn, wanted = $("key").value.replace(/[\s:]/g, "").toLowerCase();
  if (wanted && !/^[0-9a-f]{64}$/.test(wanted)) return conclude(["badKey"]);
  conclude(["reading", 0]);
  let files = new Map(named);
  try {
    if (named.length === 1 && named[0][0].toLowerCase().endsWith(".zip")) files = await unpacked(named[0][1]);
    const all = [...files.values()].reduce((sum, blob) => sum + blob.size, 1);
    let read = 0;
    const found = await prove(files, wanted, length => {
      read += length;
      if (mine === turn) conclude(["reading", Math.min(99, Math.floor(100 * read / all))]);
    });
    if (mine !== turn) return;
    const flaws = found.problems.map(([flaw]) => flaw);
    if (!flaws.length) { playChecked(files); conclude(["good", files.size], [], found.fingerprint); }
    else conclude([flaws.every(flaw => flaw === "foreign_key") ? "foreign_key" : "bad"], found.problems, found.fingerprint);
  } catch (problem) {
    if (mine === turn) conclude(["bad"], [["damaged", problem instanceof Damaged ? problem.message : ""]]);
  }
}

// Files that were chosen one by one come without their folders: their place is found by name.
function placed(list) {
  const known = [...DATA.clips, ...DATA.stills].map(one => one.file);
  return list.map(file => {
    const path = file.webkitRelativePath.split("/").slice(1).join("/");
    const inside = path || known.find(name => name.endsWith(`/${file.name}`)) || file.name;
    return [inside, file];
  });
}

function entries(reader) {
  return new Promise((done, failed) => reader.readEntries(done, failed));
}

async function walked(entry, path = "") {
  if (entry.isFile) return [[path + entry.name, await new Promise((done, failed) => entry.file(done, failed))]];
  const reader = entry.createReader(), found = [];
  for (let some = await entries(reader); some.length; some = await entries(reader))
    for (const each of some) found.push(...await walked(each, `${path}${entry.name}/`));
  return found;
}

async function dropped(event) {
  event.preventDefault();
  $("drop").classList.remove("over");
  const roots = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry()).filter(Boolean);
  const found = (await Promise.all(roots.map(root => walked(root)))).flat();
  const folder = roots.length === 1 && roots[0].isDirectory;
  await checkFiles(found.map(([name, file]) => [folder ? name.split("/").slice(1).join("/") : name, file]));
}

for (const id of ["file", "folder"])
  $(id).addEventListener("change", event => {
    const chosen = [...event.target.files];
    event.target.value = "";  // the same file may be chosen again
    if (chosen.length) checkFiles(placed(chosen));
  });
$("key").addEventListener("change", () => { if (last) checkFiles(last); });
document.addEventListener("dragover", event => { event.preventDefault(); $("drop").classList.add("over"); });
document.addEventListener("dragleave", () => $("drop").classList.remove("over"));
document.addEventListener("drop", dropped);
for (const each of document.querySelectorAll("[data-language]"))
  each.addEventListener("click", () => { language = each.dataset.language; show(); });
show();
