import { AppError } from '@tenbin/contracts';
import type { Activation, Initial, Padding } from '@tenbin/contracts';
import type { layers } from '@tensorflow/tfjs';

const activations: Activation[] = ['linear', 'relu', 'relu6', 'tanh', 'sigmoid', 'softmax'];
const paddings: Padding[] = ['same', 'valid'];

/** What tfjs has of a layer's settings; whatever a network cannot hold is refused as `model_invalid`. */
export class LayerConfig {
  readonly #layer: layers.Layer;
  readonly #values: Map<string, unknown>;

  constructor(layer: layers.Layer) {
    this.#layer = layer;
    this.#values = new Map(Object.entries(layer.getConfig()));
  }

  number(key: string): number {
    const value = this.#values.get(key);
    return typeof value === 'number' ? value : this.refuse(key);
  }

  /** `[height, width]` */
  pair(key: string): [number, number] {
    return this.#pairOf(this.#values.get(key)) ?? this.refuse(key);
  }

  /** `[[top, bottom], [left, right]]` */
  border(key: string): [[number, number], [number, number]] {
    const value: unknown = this.#values.get(key);
    const [rows, columns] = Array.isArray(value) ? value.map((each) => this.#pairOf(each)) : [];
    return rows && columns ? [rows, columns] : this.refuse(key);
  }

  flag(key: string): boolean {
    const value = this.#values.get(key);
    return typeof value === 'boolean' ? value : this.refuse(key);
  }

  activation(): Activation {
    const value = this.#values.get('activation') ?? 'linear';
    return activations.find((name) => name === value) ?? this.refuse('activation');
  }

  padding(): Padding {
    const value = this.#values.get('padding');
    return paddings.find((name) => name === value) ?? this.refuse('padding');
  }

  /**
   * What a weight starts from, by the name of the setting: `kernelInitializer`. Of Glorot's and He's each normal and
   * uniform form is taken for the one that a network can hold: their variance is the same.
   */
  initial(key: string): Initial {
    const { className, config } = objectOf(this.#values.get(key));
    if (className === 'Zeros') return 'zeros';
    if (className === 'Ones') return 'ones';
    const { scale, mode } = objectOf(config);
    if (className === 'VarianceScaling' && scale === 1 && mode === 'fanAvg') return 'glorotUniform';
    if (className === 'VarianceScaling' && scale === 2 && mode === 'fanIn') return 'heNormal';
    return this.refuse(key);
  }

  has(key: string): boolean {
    return (this.#values.get(key) ?? null) !== null;
  }

  /** Refuses the layer unless each setting is absent, empty, or one of the `allowed` values. */
  only(allowed: Record<string, unknown[]>): void {
    for (const [key, values] of Object.entries(allowed)) {
      const value = this.#values.get(key) ?? null;
      const isAllowed = [null, ...values].some((each) => JSON.stringify(each) === JSON.stringify(value));
      if (!isAllowed) this.refuse(key);
    }
  }

  /** @throws AppError `model_invalid` that names the layer, the setting and its value */
  refuse(key: string): never {
    const layer = `the layer ${this.#layer.name} (${this.#layer.getClassName()})`;
    throw new AppError({
      code: 'model_invalid',
      message: `${layer} has ${key} ${JSON.stringify(this.#values.get(key) ?? null)}, which cannot be trained here`,
      hint: 'Build the model without it.',
    });
  }

  #pairOf(value: unknown): [number, number] | null {
    const pair: unknown[] = Array.isArray(value) ? value : [value, value];
    const [first, second] = pair;
    return pair.length === 2 && typeof first === 'number' && typeof second === 'number'
      ? [first, second]
      : null;
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
