import type { RunDetail } from '@tenbin/contracts';
import { parameterText, usedParameters } from '../../format/parameter.ts';
import { Panel } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { configYaml } from './config-yaml.ts';

/** Every hyperparameter, defaults included, and the way to take them along. */
export function ConfigPanel({ run: { name, config } }: { run: RunDetail }) {
  const parameters = usedParameters(config.parameters).map(
    ([key, value]) => [key, parameterText(value)] as const,
  );
  return (
    <Panel
      title="Config"
      className="col-span-4 max-lg:col-span-3 max-md:col-span-1"
      actions={
        <div className="-mr-2">
          <CopyButton text={configYaml(name, config)} label="Copy YAML" />
        </div>
      }
    >
      <Facts facts={[...parameters, ['seed', config.seed]]} />
    </Panel>
  );
}
