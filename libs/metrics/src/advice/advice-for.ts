import { adviceKinds, datasetTitle } from '@tenbin/contracts';
import type { Advice, AdviceKind, History, TrialDetail, TrialParameters, TrialRow } from '@tenbin/contracts';
import { bestOf, changeInPairs, evidenceOf, evidenceSentences, settingWithout } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { expectedBenefit } from './expectation.ts';
import { patchBetween, patched } from './patched.ts';
import type { Option, Patient, Rule } from './rule.ts';
import { rules } from './rules.ts';

export interface AdviceRequest {
  run: TrialRow | TrialDetail;
  /** Other runs of the project; those on other data are left out of account. */
  siblings: readonly TrialRow[];
  history?: History | undefined;
}

/** What only siblings tried is worth this much of what the textbook says, until they say more. */
const trustInUnusual = 0.5;
/** Runs from which an unusual value is weighed, for a random search has one of each, and a usual one given up. */
const several = 3;

/**
 * What to do about a run that does not generalise, best first: the expected fall of the best val_loss decides, a prior
 * of each rule updated by what siblings show. What the run does already is not advised, nor what siblings show to do
 * harm. Empty for a run without a verdict, a healthy one, and one that more epochs would not settle.
 */
export function adviceFor(request: AdviceRequest): Advice[] {
  const patient = patientOf(request);
  if (patient === null) return [];
  return adviceKinds
    .flatMap((kind) => bestOption(patient, kind) ?? [])
    .filter(({ expected }) => expected > 0)
    .toSorted((left, right) => right.expected - left.expected)
    .map(({ advice }) => advice);
}

interface Considered {
  advice: Advice;
  expected: number;
}

function patientOf({ run, siblings, history }: AdviceRequest): Patient | null {
  if (run.verdict === null) return null;
  const detail = 'sheets' in run ? run : null;
  const title = datasetTitle(run.config.dataset);
  const others = siblings.filter(
    (sibling) => sibling.id !== run.id && hasEnd(sibling) && datasetTitle(sibling.config.dataset) === title,
  );
  return {
    run,
    parameters: run.config.parameters,
    verdict: run.verdict,
    detail,
    history: history ?? null,
    images: detail?.dataset?.trainCounts.reduce((sum, count) => sum + count, 0) ?? null,
    peers: onceEach([...(hasEnd(run) ? [run] : []), ...others]),
  };
}

/** Each training once: a follow-up trains its run as it was again, which shows nothing new. */
function onceEach(runs: readonly TrialRow[]): TrialRow[] {
  const byTraining = Map.groupBy(runs, ({ config: { dataset, parameters, seed } }) => {
    const named = Object.entries(parameters).filter(([, value]) => value !== undefined);
    return JSON.stringify([dataset, seed, named.toSorted(([one], [other]) => (one < other ? -1 : 1))]);
  });
  return [...byTraining.values()].flatMap((same) => same.slice(0, 1));
}

/** Whether what a run came to can be held against others: one that was stopped for another reason had no time. */
function hasEnd({ status, verdict, best }: TrialRow): boolean {
  if (verdict === null || verdict.state === 'unclear' || !Number.isFinite(best?.val_loss)) return false;
  return status === 'finished' || (status === 'pruned' && verdict.state === 'overfitting');
}

function bestOption(patient: Patient, kind: AdviceKind): Considered | null {
  const rule: Rule = rules[kind];
  const prior = rule.prior[patient.verdict.state];
  if (prior === undefined) return null;
  const rest = settingWithout(rule.names);
  const proposals = [...rule.options(patient), ...fromSiblings(patient, rule, rest)].map((option) =>
    proposalOf(patient, { kind, rule, prior, option, rest }),
  );
  return proposals
    .map((proposal) => consider(patient, proposal, proposals))
    .reduce<Considered | null>(
      (best, each) => (best === null || each.expected > best.expected ? each : best),
      null,
    );
}

interface Proposed {
  kind: AdviceKind;
  rule: Rule;
  prior: number;
  option: Option;
  rest: (peer: TrialRow) => string;
}

interface Proposal extends Proposed {
  /** What the run is then, and what others say of it; null for what no parameter changes. */
  after: { target: TrialParameters; evidence: Evidence } | null;
}

function proposalOf(patient: Patient, proposed: Proposed): Proposal {
  const { setting } = proposed.option;
  if (setting === null) return { ...proposed, after: null };
  const target = patched(patient.parameters, setting);
  const evidence = evidenceOf(patient, { names: proposed.rule.names, target, rest: proposed.rest });
  return { ...proposed, after: { target, evidence } };
}

function consider(
  { parameters }: Patient,
  { kind, rule, prior, option, after }: Proposal,
  all: readonly Proposal[],
): Considered {
  const { change, because, weight = 1, estimate = null } = option;
  const hope = prior * weight;
  if (after === null) {
    return { advice: { kind, change, because, estimate, patch: null }, expected: hope };
  }
  const { target, evidence } = after;
  const known = new Set(evidence.pairs.map((pair) => pair.after.id));
  const kin = all
    .flatMap((other) => other.after?.evidence.pairs ?? [])
    .filter((pair) => !known.has(pair.after.id));
  const { measure } = rule;
  return {
    advice: {
      kind,
      change,
      because: [...because, ...evidenceSentences(evidence, rule.words(parameters), rule.words(target))],
      estimate: estimate ?? changeInPairs(evidence.pairs, measure),
      patch: patchBetween(parameters, target),
    },
    expected: wasInVain(evidence, measure) ? 0 : expectedBenefit(hope, evidence, { measure, kin }),
  };
}

/** Whether the very change was tried with three seeds, and none of them got any better. */
function wasInVain({ tried, pairs }: Evidence, measure: Rule['measure']): boolean {
  const ids = new Set(tried.map(({ id }) => id));
  const own = pairs.filter(({ after }) => ids.has(after.id));
  const isBetter = (change: number) => (measure === 'val_loss' ? change < 0 : change > 0);
  const helped = own.some(
    ({ before, after }) =>
      after.verdict?.state !== before.verdict?.state ||
      isBetter(bestOf(after, measure) - bestOf(before, measure)),
  );
  return own.length >= several && !helped;
}

/** Values that siblings tried and the textbook does not name: in several runs, or in one that is the patient otherwise. */
function fromSiblings(patient: Patient, rule: Rule, rest: (peer: TrialRow) => string): Option[] {
  const { run, parameters, peers } = patient;
  const valuesOf = ({ config }: TrialRow) =>
    JSON.stringify(rule.names.map((name) => config.parameters[name] ?? null));
  const own = valuesOf(run);
  return [...Map.groupBy(peers, valuesOf)].flatMap(([values, tried]): Option[] => {
    const sibling = tried[0]?.config.parameters;
    const tells = tried.length >= several || tried.some((peer) => rest(peer) === rest(run));
    if (sibling === undefined || values === own || !tells) return [];
    const found = rule.like(patient, sibling);
    if (found === null) return [];
    const said = rule.names.filter((name) => sibling[name] !== undefined);
    const setting = Object.fromEntries(said.map((name) => [name, sibling[name]]));
    const target = patched(parameters, setting);
    // A patch only sets: what the sibling leaves to a default and the run does not, it cannot take back.
    if (rule.names.some((name) => target[name] !== sibling[name])) return [];
    return [{ ...found, setting, weight: trustInUnusual }];
  });
}
