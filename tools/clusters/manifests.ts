import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

export const kubernetes = join(import.meta.dirname, '../../examples/clusters/kubernetes');

/** Kinds of the manifests, each with the module that has its schema and its type. */
export const kinds = {
  Deployment: { model: Deployment, module: 'kubernetes-models/apps/v1/Deployment' },
  PersistentVolumeClaim: {
    model: PersistentVolumeClaim,
    module: 'kubernetes-models/v1/PersistentVolumeClaim',
  },
  ScaledObject: { model: ScaledObject, module: '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject' },
  TriggerAuthentication: {
    model: TriggerAuthentication,
    module: '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication',
  },
};

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
);
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Tree = { [key: string]: Json };
const tree: z.ZodType<Tree> = z.record(z.string(), json);

const manifest = z
  .looseObject({
    kind: z.enum(['Deployment', 'PersistentVolumeClaim', 'ScaledObject', 'TriggerAuthentication']),
  })
  .and(z.looseObject({ metadata: z.looseObject({ name: z.string() }) }));
export type Manifest = z.infer<typeof manifest>;

const kustomization = z.strictObject({
  apiVersion: z.literal('kustomize.config.k8s.io/v1beta1'),
  kind: z.literal('Kustomization'),
  resources: z.array(z.string()),
  patches: z.array(z.strictObject({ path: z.string() })).default([]),
  images: z.array(
    z.strictObject({ name: z.string(), newName: z.string().optional(), newTag: z.string().optional() }),
  ),
  secretGenerator: z.array(z.strictObject({ name: z.string(), envs: z.array(z.string()) })).default([]),
  generatorOptions: z.strictObject({ disableNameSuffixHash: z.literal(true) }).optional(),
});

/** The YAML files of a folder, but for the kustomization. */
export function filesOf(folder: string): string[] {
  return readdirSync(join(kubernetes, folder)).filter(
    (name) => name.endsWith('.yaml') && name !== 'kustomization.yaml',
  );
}

export function kustomizationOf(folder: string): z.infer<typeof kustomization> {
  return kustomization.parse(treesIn(join(folder, 'kustomization.yaml'))[0]);
}

/** What kustomize makes of a folder: its resources, or those of the folder below it, with its patches. */
export function manifestsOf(folder: string): Manifest[] {
  const { resources, patches } = kustomizationOf(folder);
  const trees = resources.flatMap((resource) =>
    resource.startsWith('../')
      ? manifestsOf(resource.slice(3)).map((each) => tree.parse(each))
      : treesIn(join(folder, resource)),
  );
  const changes = patches.flatMap(({ path }) => treesIn(join(folder, path)));
  for (const change of changes) {
    if (!trees.some((each) => isSame(each, change))) throw new Error(`a patch of ${folder} meets nothing`);
  }
  return trees.map((each) =>
    manifest.parse(
      changes.filter((change) => isSame(each, change)).reduce((whole, change) => merged(whole, change), each),
    ),
  );
}

function treesIn(file: string): Tree[] {
  return parseAllDocuments(readFileSync(join(kubernetes, file), 'utf8')).map((document) => {
    if (!('errors' in document) || document.errors.length > 0) throw new Error(`${file} is no YAML`);
    return tree.parse(document.toJS());
  });
}

function isSame(one: Tree, other: Tree): boolean {
  return one['kind'] === other['kind'] && nameOf(one['metadata']) === nameOf(other['metadata']);
}

/** A strategic merge, as far as these manifests need one: lists of things with names are merged by name. */
function merged(whole: Tree, change: Tree): Tree {
  const entries = Object.entries(change).map(([key, value]): [string, Json] => {
    const old = whole[key];
    if (isTree(old) && isTree(value)) return [key, merged(old, value)];
    if (!Array.isArray(old) || !Array.isArray(value)) return [key, value];
    const kept = old.map((item) => {
      const own = value.find((each) => nameOf(each) !== null && nameOf(each) === nameOf(item));
      return isTree(item) && own !== undefined && isTree(own) ? merged(item, own) : item;
    });
    return [key, [...kept, ...value.filter((each) => !old.some((item) => nameOf(item) === nameOf(each)))]];
  });
  return { ...whole, ...Object.fromEntries(entries) };
}

function isTree(value: Json | undefined): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: Json | undefined): Json {
  return isTree(value) ? (value['name'] ?? null) : null;
}
