import type { RunDetail } from '@tenbin/contracts';
import { parameterText, usedParameters } from '../../format/parameter.ts';
import { Panel } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { configYaml } from './config-yaml.ts';

/** Every hyperparameter, defaults included, and the way to take them along. */
export function ConfigPanel({ run: { name, config, params } }: { run: RunDetail }) {
  const settings = config === null ? Object.entries(params) : usedParameters(config.parameters);
  const seed = config === null ? [] : [['seed', config.seed] as const];
  return (
    <Panel
      title="Config"
      className="col-span-4 max-lg:col-span-3 max-md:col-span-1"
      actions={
        config && (
          <div className="-mr-2">
            <CopyButton text={configYaml(name, config)} label="Copy YAML" />
          </div>
        )
      }
    >
      <Facts facts={[...settings.map(([key, value]) => [key, parameterText(value)] as const), ...seed]} />
    </Panel>
  );
}
