// Peer "node": plain loops over typed arrays, sfc32, worker_threads over replications. JIT warm-up is not timed.

import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const CLIENTS = 1000, MONTHS = 60, ACTIVE_AT_START = 400;
const ATTEMPTS_A_MONTH = 40, WIN_CHANCE = 0.2;
const FARMERS = 8, FARMER_SPAN = 40, BASE_CHURN = 0.015, NEGLECT_SLOPE = 2;
const ACTIVE_ORDER_CHANCE = 0.2, ACTIVE_MU = 8.5, ACTIVE_SIGMA = 0.8;
const STREAK_TO_PROMOTE = 3, REVENUE_TO_PROMOTE = 80000;
const KAMS = 18, KAM_SPAN = 10, KEY_ORDER_CHANCE = 0.6, KEY_MU = 9, KEY_SIGMA = 0.6;
const KEY_CHURN = 0.004, DISRUPTION = 5, MONTHS_DISRUPTED = 3;
const KAM_LEAVES = 0.02, RETURN_CHANCE = 0.01;
const MARGIN = 0.35, COST_OF_ATTEMPT = 250, COST_OF_SERVICE = 600;
const FIXED_COST = 4 * 6000 + FARMERS * 6000 + KAMS * 8000;

const PROSPECT = 0, ACTIVE = 1, KEY = 2, LOST = 3;
const OUTPUTS = ["revenue", "cost", "profit", "key_end", "lost_end", "orders"];
const REPLICATIONS_A_GRAB = 8, WARM_UP = 60;

// sfc32 (Doty-Humphrey, PractRand), seeded by (seed, replication) through murmur3's finaliser.
// The state lives in typed arrays: numbers in module variables would be boxed on every store.
const sfc = new Int32Array(4);
const spare = new Float64Array(1);

function mix(x) {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) | 0;
}

function seedStream(seed, replication) {
  sfc[0] = mix((seed | 0) ^ 0x9e3779b9);
  sfc[1] = mix(Math.floor(seed / 4294967296) ^ 0x243f6a88);
  sfc[2] = replication;
  sfc[3] = 1;
  spare[0] = NaN;
  for (let i = 0; i < 15; ++i) uniform();
}

function uniform() {
  const b = sfc[1], c = sfc[2], counter = sfc[3];
  const t = (((sfc[0] + b) | 0) + counter) | 0;
  sfc[3] = counter + 1;
  sfc[0] = b ^ (b >>> 9);
  sfc[1] = c + (c << 3);
  sfc[2] = ((c << 21) | (c >>> 11)) + t;
  return (t >>> 0) * 2.3283064365386963e-10;
}

// Marsaglia's polar method; the second normal of a pair is kept.
function normal() {
  const kept = spare[0];
  if (kept === kept) {
    spare[0] = NaN;
    return kept;
  }
  for (;;) {
    const x = 2 * uniform() - 1, y = 2 * uniform() - 1;
    const s = x * x + y * y;
    if (s < 1 && s > 0) {
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      spare[0] = y * scale;
      return x * scale;
    }
  }
}

const stage = new Uint8Array(CLIENTS), streak = new Uint8Array(CLIENTS);
const kamOf = new Uint8Array(CLIENTS), disrupted = new Uint8Array(CLIENTS);
const bought = new Float64Array(CLIENTS);
const load = new Int32Array(KAMS), left = new Uint8Array(KAMS);

// Revenue of a key client this month, 0 without an order.
function stepKey(i) {
  let size = 0;
  if (left[kamOf[i]] === 1) disrupted[i] = MONTHS_DISRUPTED;
  if (uniform() < KEY_ORDER_CHANCE) size = Math.exp(KEY_MU + KEY_SIGMA * normal());
  const shaken = disrupted[i] > 0;
  if (uniform() < (shaken ? KEY_CHURN * DISRUPTION : KEY_CHURN)) {
    stage[i] = LOST;
    --load[kamOf[i]];
  }
  if (shaken) --disrupted[i];
  return size;
}

// Number of clients promoted; in order, each to the lowest-numbered KAM with a free slot.
function promote() {
  let kam = 0, promoted = 0;
  for (let i = 0; i < CLIENTS; ++i) {
    if (stage[i] === ACTIVE && (streak[i] >= STREAK_TO_PROMOTE || bought[i] > REVENUE_TO_PROMOTE)) {
      while (kam < KAMS && load[kam] >= KAM_SPAN) ++kam;
      if (kam === KAMS) break;
      stage[i] = KEY;
      kamOf[i] = kam;
      disrupted[i] = 0;
      ++load[kam];
      ++promoted;
    }
  }
  return promoted;
}

function reset() {
  stage.fill(PROSPECT);
  stage.fill(ACTIVE, 0, ACTIVE_AT_START);
  streak.fill(0);
  bought.fill(0);
  disrupted.fill(0);
  load.fill(0);
}

function live(seed, replication, outcomes) {
  seedStream(seed, replication);
  reset();
  let revenue = 0, cost = 0, orders = 0, actives = ACTIVE_AT_START, keys = 0, lost = 0;
  for (let month = 0; month < MONTHS; ++month) {
    const overload = Math.max(0, actives / (FARMERS * FARMER_SPAN) - 1);
    const churn = Math.min(1, BASE_CHURN * (1 + NEGLECT_SLOPE * overload));
    for (let j = 0; j < KAMS; ++j) left[j] = uniform() < KAM_LEAVES ? 1 : 0;
    let attempts = 0;
    for (let i = 0; i < CLIENTS; ++i) {
      const s = stage[i];
      if (s === PROSPECT) {
        if (attempts < ATTEMPTS_A_MONTH) {
          ++attempts;
          cost += COST_OF_ATTEMPT;
          if (uniform() < WIN_CHANCE) {
            stage[i] = ACTIVE;
            ++actives;
            streak[i] = 0;
            bought[i] = 0;
          }
        }
      } else if (s === ACTIVE) {
        if (uniform() < ACTIVE_ORDER_CHANCE) {
          const size = Math.exp(ACTIVE_MU + ACTIVE_SIGMA * normal());
          revenue += size;
          bought[i] += size;
          ++orders;
          ++streak[i];
        } else {
          streak[i] = 0;
        }
        if (uniform() < churn) {
          stage[i] = LOST;
          --actives;
          ++lost;
        }
      } else if (s === KEY) {
        cost += COST_OF_SERVICE;
        const size = stepKey(i);
        revenue += size;
        if (size > 0) ++orders;
        if (stage[i] === LOST) {
          --keys;
          ++lost;
        }
      } else if (uniform() < RETURN_CHANCE) {
        stage[i] = PROSPECT;
        --lost;
      }
    }
    const promoted = promote();
    actives -= promoted;
    keys += promoted;
    cost += FIXED_COST;
  }
  outcomes.set([revenue, cost, MARGIN * revenue - cost, keys, lost, orders], replication * OUTPUTS.length);
}

// A worker warms up, says so, waits for the start and grabs replications until none is left.
function serve({ seed, replications, outcomes, next }) {
  const scratch = new Float64Array(WARM_UP * OUTPUTS.length);
  for (let r = 0; r < WARM_UP; ++r) live(seed, r, scratch);
  parentPort.once("message", () => {
    for (;;) {
      const first = Atomics.add(next, 0, REPLICATIONS_A_GRAB);
      if (first >= replications) break;
      const end = Math.min(first + REPLICATIONS_A_GRAB, replications);
      for (let r = first; r < end; ++r) live(seed, r, outcomes);
    }
    parentPort.postMessage("done");
  });
  parentPort.postMessage("ready");
}

function readRequest() {
  const request = { replications: 1000, threads: 1, seed: 1 };
  const words = process.argv.slice(2);
  for (let i = 0; i + 1 < words.length; i += 2) request[words[i].slice(2)] = Number(words[i + 1]);
  return request;
}

function summarise(outcomes, replications) {
  const means = {}, sds = {};
  OUTPUTS.forEach((name, k) => {
    let sum = 0, squares = 0;
    for (let r = 0; r < replications; ++r) sum += outcomes[r * OUTPUTS.length + k];
    means[name] = sum / replications;
    for (let r = 0; r < replications; ++r) squares += (outcomes[r * OUTPUTS.length + k] - means[name]) ** 2;
    sds[name] = Math.sqrt(squares / (replications - 1));
  });
  return { means, sds };
}

async function main() {
  const { replications, threads, seed } = readRequest();
  const outcomes = new Float64Array(new SharedArrayBuffer(replications * OUTPUTS.length * 8));
  const next = new Int32Array(new SharedArrayBuffer(4));
  const file = fileURLToPath(import.meta.url);
  const workers = Array.from({ length: threads },
    () => new Worker(file, { workerData: { seed, replications, outcomes, next } }));
  const all = (what) => Promise.all(workers.map((worker) => new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (message) => (message === what ? resolve() : reject(new Error(String(message)))));
  })));
  await all("ready");
  const start = performance.now();
  const done = all("done");
  workers.forEach((worker) => worker.postMessage("go"));
  await done;
  const seconds = (performance.now() - start) / 1000;
  console.log(JSON.stringify({
    name: "node", version: `node ${process.versions.node}`, replications, threads, seconds,
    ...summarise(outcomes, replications),
  }));
}

if (isMainThread) await main();
else serve(workerData);
