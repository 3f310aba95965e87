"use strict";
// Hashes, signature and container of a package, without the browser's own cryptography: pages that are opened
// from a disk do not have it everywhere. SHA-2 is FIPS 180-4, Ed25519 RFC 8032, the container ZIP 6.3.9.

const PRIMES = (() => {
  const found = [];
  for (let n = 2; found.length < 80; n++) if (found.every(p => n % p)) found.push(n);
  return found;
})();

// The first `bits` bits of the fraction of the k-th root of a prime, by whole numbers alone.
function rootBits(prime, k, bits) {
  const wanted = BigInt(prime) << BigInt(bits * k);
  let low = 0n, high = 1n << BigInt(bits + 5);
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(k) <= wanted) low = middle; else high = middle;
  }
  return low & ((1n << BigInt(bits)) - 1n);
}

const K256 = Int32Array.from(PRIMES.slice(0, 64), p => Number(rootBits(p, 3, 32)) | 0);
const START256 = Int32Array.from(PRIMES.slice(0, 8), p => Number(rootBits(p, 2, 32)) | 0);
const K512 = PRIMES.map(p => rootBits(p, 3, 64));
const START512 = PRIMES.slice(0, 8).map(p => rootBits(p, 2, 64));

class Sha256 {
  constructor() {
    this.state = START256.slice();
    this.words = new Int32Array(64);
    this.rest = new Uint8Array(64);
    this.held = 0;
    this.length = 0;
  }

  update(bytes) {
    this.length += bytes.length;
    let at = 0;
    if (this.held) {
      at = Math.min(64 - this.held, bytes.length);
      this.rest.set(bytes.subarray(0, at), this.held);
      this.held += at;
      if (this.held < 64) return this;
      this.block(this.rest, 0);
      this.held = 0;
    }
    for (; at + 64 <= bytes.length; at += 64) this.block(bytes, at);
    this.rest.set(bytes.subarray(at));
    this.held = bytes.length - at;
    return this;
  }

  block(bytes, at) {
    const w = this.words, h = this.state;
    for (let i = 0; i < 16; i++, at += 4)
      w[i] = bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15], y = w[i - 2];
      const s0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
      const s1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
      w[i] = w[i - 16] + s0 + w[i - 7] + s1 | 0;
    }
    let a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], z = h[7];
    for (let i = 0; i < 64; i++) {
      const s1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
      const t1 = z + s1 + (e & f ^ ~e & g) + K256[i] + w[i] | 0;
      const s0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
      const t2 = s0 + (a & b ^ a & c ^ b & c) | 0;
      z = g; g = f; f = e; e = d + t1 | 0; d = c; c = b; b = a; a = t1 + t2 | 0;
    }
    h[0] += a; h[1] += b; h[2] += c; h[3] += d; h[4] += e; h[5] += f; h[6] += g; h[7] += z;
  }

  digest() {
    const bits = BigInt(this.length) * 8n;
    const tail = new Uint8Array((this.held < 56 ? 64 : 128) - this.held);
    tail[0] = 0x80;
    for (let i = 0; i < 8; i++) tail[tail.length - 1 - i] = Number(bits >> BigInt(8 * i) & 255n);
    this.update(tail);
    const out = new Uint8Array(32);
    this.state.forEach((word, i) => {
      for (let j = 0; j < 4; j++) out[4 * i + j] = word >>> 24 - 8 * j;
    });
    return out;
  }
}

function sha512(bytes) {
  const mask = (1n << 64n) - 1n;
  const size = Math.ceil((bytes.length + 17) / 128) * 128;
  const padded = new Uint8Array(size);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(size - 8, BigInt(bytes.length) * 8n);
  const turn = (x, n) => (x >> n | x << 64n - n) & mask;
  const state = START512.slice(), view = new DataView(padded.buffer);
  for (let at = 0; at < size; at += 128) {
    const w = [];
    for (let i = 0; i < 16; i++) w.push(view.getBigUint64(at + 8 * i));
    for (let i = 16; i < 80; i++) {
      const s0 = turn(w[i - 15], 1n) ^ turn(w[i - 15], 8n) ^ w[i - 15] >> 7n;
      const s1 = turn(w[i - 2], 19n) ^ turn(w[i - 2], 61n) ^ w[i - 2] >> 6n;
      w.push(w[i - 16] + s0 + w[i - 7] + s1 & mask);
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 80; i++) {
      const t1 = h + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + (e & f ^ (~e & mask) & g) + K512[i] + w[i];
      const t2 = (turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + (a & b ^ a & c ^ b & c);
      h = g; g = f; f = e; e = d + t1 & mask; d = c; c = b; b = a; a = t1 + t2 & mask;
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = state[i] + word & mask; });
  }
  const out = new DataView(new ArrayBuffer(64));
  state.forEach((word, i) => out.setBigUint64(8 * i, word));
  return new Uint8Array(out.buffer);
}

// -- Ed25519 -----------------------------------------------------------------------------------------

const P = (1n << 255n) - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
const mod = x => (x % P + P) % P;

function power(base, exponent) {
  let result = 1n;
  for (base = mod(base); exponent; exponent >>= 1n, base = base * base % P)
    if (exponent & 1n) result = result * base % P;
  return result;
}

const D = mod(-121665n * power(121666n, P - 2n));
const ROOT = power(2n, (P - 1n) / 4n);

function little(bytes) {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = value << 8n | BigInt(bytes[i]);
  return value;
}

function point(bytes) {
  const whole = little(bytes), sign = whole >> 255n, y = whole & (1n << 255n) - 1n;
  if (y >= P) return null;
  const u = mod(y * y - 1n), v = mod(D * y * y + 1n);
  let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
  if (mod(v * x * x - u) !== 0n) x = x * ROOT % P;
  if (mod(v * x * x - u) !== 0n || (x === 0n && sign)) return null;
  if ((x & 1n) !== sign) x = mod(-x);
  return [x, y, 1n, x * y % P];
}

function add(p, q) {
  const a = mod((p[1] - p[0]) * (q[1] - q[0])), b = mod((p[1] + p[0]) * (q[1] + q[0]));
  const c = mod(2n * D * p[3] * q[3]), d = mod(2n * p[2] * q[2]);
  const e = b - a, f = d - c, g = d + c, h = b + a;
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(p, n) {
  let result = [0n, 1n, 1n, 0n];
  for (; n; n >>= 1n, p = add(p, p)) if (n & 1n) result = add(result, p);
  return result;
}

const BASE_Y = mod(4n * power(5n, P - 2n));
const BASE = point(Uint8Array.from({length: 32}, (_, i) => Number(BASE_Y >> BigInt(8 * i) & 255n)));

function genuine(key, message, signature) {
  if (key.length !== 32 || signature.length !== 64) return false;
  const a = point(key), r = point(signature.subarray(0, 32)), s = little(signature.subarray(32));
  if (!a || !r || s >= ORDER) return false;
  const all = new Uint8Array(64 + message.length);
  all.set(signature.subarray(0, 32));
  all.set(key, 32);
  all.set(message, 64);
  const h = little(sha512(all)) % ORDER;
  const left = times(BASE, s), right = add(r, times(a, h));
  return mod(left[0] * right[2] - right[0] * left[2]) === 0n && mod(left[1] * right[2] - right[1] * left[2]) === 0n;
}

// -- texts -------------------------------------------------------------------------------------------

const hex = bytes => Array.from(bytes, b => b.toString(16).padStart(2, "0")).join("");
const utf8 = bytes => new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(bytes);
const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
const unhex = text => Uint8Array.from(text.match(/../g) || [], pair => parseInt(pair, 16));
const unbase = text => Uint8Array.from(atob(text), sign => sign.charCodeAt(0));
const base = bytes => btoa(String.fromCharCode(...bytes));
const hashed = bytes => new Sha256().update(bytes).digest();

// -- the container -----------------------------------------------------------------------------------

const STEP = 4 << 20, MOST = 0xFFFFFFFF;
class Damaged extends Error {}

function packed(fields) {
  const parts = [];
  for (const [size, value] of fields)
    for (let i = 0n, v = BigInt(value); i < BigInt(size); i++, v >>= 8n) parts.push(Number(v & 255n));
  return parts;
}

function localHead(member) {
  const large = member.size >= MOST, size = large ? MOST : member.size;
  const extra = large ? packed([[2, 1], [2, 16], [8, member.size], [8, member.size]]) : [];
  return Uint8Array.from([...packed([[4, 0x04034B50], [2, large ? 45 : 20], [2, 0x800], [2, 0], [2, 0], [2, 0x21],
    [4, member.crc], [4, size], [4, size], [2, member.raw.length], [2, extra.length]]), ...member.raw, ...extra]);
}

function listRow(member) {
  const large = member.size >= MOST, far = member.offset >= MOST, size = large ? MOST : member.size;
  const wide = [...(large ? [member.size, member.size] : []), ...(far ? [member.offset] : [])];
  const extra = wide.length ? packed([[2, 1], [2, 8 * wide.length], ...wide.map(value => [8, value])]) : [];
  const version = wide.length ? 45 : 20;
  return [...packed([[4, 0x02014B50], [2, 768 | version], [2, version], [2, 0x800], [2, 0], [2, 0], [2, 0x21],
    [4, member.crc], [4, size], [4, size], [2, member.raw.length], [2, extra.length], [2, 0], [2, 0], [2, 0],
    [4, BigInt(0o100644) << 16n], [4, far ? MOST : member.offset]]), ...member.raw, ...extra];
}

function tailOf(members, offset) {
  const rows = members.flatMap(listRow), count = members.length;
  const end = offset < MOST ? [] : packed([[4, 0x06064B50], [8, 44], [2, 813], [2, 45], [4, 0], [4, 0], [8, count],
    [8, count], [8, rows.length], [8, offset], [4, 0x07064B50], [4, 0], [8, offset + rows.length], [4, 1]]);
  return Uint8Array.from([...rows, ...end, ...packed([[4, 0x06054B50], [2, 0], [2, 0], [2, count], [2, count],
    [4, rows.length], [4, Math.min(offset, MOST)], [2, 0]])]);
}

const bytesOf = async blob => new Uint8Array(await blob.arrayBuffer());

// The files of a package that is one file: name to Blob. Every byte between them must be as it was written.
async function unpacked(file) {
  const members = [];
  let offset = 0;
  for (;;) {
    const head = await bytesOf(file.slice(offset, offset + 30)), view = new DataView(head.buffer);
    if (head.length < 30 || view.getUint32(0, true) !== 0x04034B50) break;
    const names = view.getUint16(26, true), extras = view.getUint16(28, true);
    if (names > 400 || ![0, 20].includes(extras) || members.length >= 10000) throw new Damaged();
    const rest = await bytesOf(file.slice(offset + 30, offset + 30 + names + extras));
    const member = {crc: view.getUint32(14, true), size: view.getUint32(22, true), raw: rest.slice(0, names), offset};
    member.name = utf8(member.raw);
    if (extras === 20) member.size = Number(new DataView(rest.buffer).getBigUint64(names + 4, true));
    const start = offset + 30 + names + extras;
    if (!same(localHead(member), Uint8Array.from([...head, ...rest])) || start + member.size > file.size)
      throw new Damaged(member.name);
    member.blob = file.slice(start, start + member.size);
    members.push(member);
    offset = start + member.size;
  }
  if (!members.length || file.size - offset > (1 << 24)) throw new Damaged();
  if (!same(tailOf(members, offset), await bytesOf(file.slice(offset)))) throw new Damaged();
  const found = new Map();
  for (const member of members) {
    if (found.has(member.name)) throw new Damaged(member.name);
    found.set(member.name, member.blob);
  }
  return found;
}

async function hashOf(blob, told) {
  const hash = new Sha256();
  for (let at = 0; at < blob.size; at += STEP) {
    const part = await bytesOf(blob.slice(at, at + STEP));
    hash.update(part);
    told(part.length);
  }
  return hex(hash.digest());
}

// -- the package -------------------------------------------------------------------------------------

function signatureOf(bytes) {
  const told = JSON.parse(utf8(bytes));
  const key = unbase(told.public_key), signature = unbase(told.signature);
  const canonical = JSON.stringify({
    algorithm: "Ed25519 over the SHA-256 of manifest.json", fingerprint: hex(hashed(key)),
    manifest_sha256: hex(unhex(told.manifest_sha256)), public_key: base(key), signature: base(signature),
  });
  if (canonical !== utf8(bytes) || !genuine(key, unhex(told.manifest_sha256), signature)) throw new Damaged();
  return {digest: told.manifest_sha256, fingerprint: told.fingerprint, key: hex(key)};
}

// `files` is a Map of name to Blob. Gives {problems: [[word, file]], fingerprint, manifest}.
async function prove(files, wanted, told = () => {}) {
  const problems = [];
  const manifestFile = files.get("manifest.json"), signatureFile = files.get("signature.json");
  if (!manifestFile) return {problems: [["no_package", ""]]};
  const text = await bytesOf(manifestFile), digest = hex(hashed(text));
  let manifest = null, signature = null;
  try {
    manifest = JSON.parse(utf8(text));
    if (manifest.format !== "atalaya.evidence/1" || !Array.isArray(manifest.files)) throw new Damaged();
  } catch { return {problems: [["changed", "manifest.json"]]}; }
  if (!signatureFile) problems.push(["missing", "signature.json"]);
  else {
    try { signature = signatureOf(await bytesOf(signatureFile)); }
    catch { problems.push(["signature_invalid", "signature.json"]); }
  }
  if (signature && signature.digest !== digest) problems.push(["changed", "manifest.json"]);
  if (signature && wanted && ![signature.fingerprint, signature.key].includes(wanted))
    problems.push(["foreign_key", "signature.json"]);
  const listed = new Set(["manifest.json", "signature.json"]);
  for (const row of manifest.files) {
    listed.add(row.name);
    const blob = files.get(row.name);
    if (!blob) problems.push(["missing", row.name]);
    else if (blob.size !== row.size || await hashOf(blob, told) !== row.sha256) problems.push(["changed", row.name]);
  }
  for (const name of files.keys()) if (!listed.has(name)) problems.push(["added", name]);
  return {problems, manifest, fingerprint: signature ? signature.fingerprint : ""};
}
