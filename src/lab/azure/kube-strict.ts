import * as models from '@kubernetes/client-node';

/** A field of a model as the client library describes it: "spec" of type "V1DeploymentSpec". */
interface Field {
  baseName: string;
  type: string;
}

type Model = { getAttributeTypeMap?(): Field[] };

/**
 * Fields of an object that its kind does not have, as the API server names them with fieldValidation=Strict:
 * "spec.template.spec.containers[0].limits". Of a kind that the client library does not know, none.
 */
export function unknownFields(kind: string, object: unknown): string[] {
  return unknownIn(`V1${kind}`, object, '');
}

function unknownIn(type: string, value: unknown, path: string): string[] {
  const [, item] = /^Array<(.+)>$/.exec(type) ?? [];
  if (item) return Array.isArray(value) ? value.flatMap((it, n) => unknownIn(item, it, `${path}[${n}]`)) : [];
  const fields = (models as unknown as Record<string, Model | undefined>)[type]?.getAttributeTypeMap?.();
  if (!fields || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const field = fields.find(({ baseName }) => baseName === name);
    return field ? unknownIn(field.type, below, at) : [at];
  });
}
