import type { Layer, Network } from '@tenbin/contracts';
import type { ModelRequest } from './model-factory.ts';
import type { NetworkBuilder } from './network-builder.ts';

/**
 * The end of every network: dropout, the logits of the classes `[batch, classes]`, and a layer of its own that makes
 * probabilities of them, so that a loss can be taken from the logits.
 */
export function classifier(
  net: NetworkBuilder,
  features: Layer,
  { classes, dropout, output }: Pick<ModelRequest, 'classes' | 'dropout' | 'output'>,
): Network {
  const kept = net.dropout(features, { name: 'dropout', rate: dropout });
  const logits = net.dense(kept, { name: 'logits', units: classes });
  net.activation(logits, { name: 'probabilities', activation: output });
  return net.network();
}
