import { defaultBeside, dependentNames, parameterNames, trialParameters } from '@tenbin/contracts';
import type { ParameterSetting, TrialParameters } from '@tenbin/contracts';

/**
 * The parameters after a change. What has no use beside the new choices is dropped, and what comes into use with them
 * has its default: from momentum to adamw the momentum goes, the other way it comes.
 */
export function patched(parameters: TrialParameters, patch: ParameterSetting): TrialParameters {
  return settled({ ...parameters, ...patch });
}

/** The parameters of a setting, without what has no use beside its choices. */
export function settled(setting: ParameterSetting): TrialParameters {
  const { model, loss, optimizer, schedule } = setting;
  const choices = trialParameters.parse({ model, loss, optimizer, schedule });
  const useless = dependentNames.filter((name) => defaultBeside(name, choices) === undefined);
  return trialParameters.parse({
    ...setting,
    ...Object.fromEntries(useless.map((name) => [name, undefined])),
  });
}

/** What makes `target` of `parameters`: `{ ...parameters, ...patch }` is `target`, so what goes is there as undefined. */
export function patchBetween(parameters: TrialParameters, target: TrialParameters): ParameterSetting {
  const changed = parameterNames.filter((name) => parameters[name] !== target[name]);
  return Object.fromEntries(changed.map((name) => [name, target[name]]));
}
