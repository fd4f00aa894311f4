import type { z } from 'zod';
import type { Kql } from '../../azure/kql.ts';
import type { Gap } from '../../model/gap.ts';
import type { Risk } from '../../model/inventory.ts';
import type { Home, Surroundings } from './surroundings.ts';

/** What every row has, whatever the platform. */
export interface Listed {
  id: string;
  name: string;
  location: string;
  /** Names in small letters. */
  tags: Readonly<Record<string, string>>;
}

/** What the platform's own fields tell of one thing. */
export interface Told {
  /** Where it is another than the resource's. */
  name?: string;
  /** Where it is told by another resource: a pool's account, an extension's machine. */
  home?: Home | undefined;
  count?: string | undefined;
  /** References as they were found; credentials in them are taken out later. */
  images?: readonly string[];
  risks: readonly Risk[];
  gaps?: readonly Gap[];
}

/** A way to run containers, or to keep their images: how its things are found in Resource Graph, and what speaks against one. */
export interface Platform<Fields = unknown> {
  /** As people call it: "Container Instances". */
  name: string;
  /** Other names that people say. */
  words: readonly string[];
  /** Its table: `resources` without it. */
  table?: 'batchresources';
  /** ARM types, small letters. */
  types: readonly string[];
  /** What a row of these types must be besides; every one is meant without it. */
  only?: Kql;
  /** What is read of a row: arguments of bag_pack(), so that the rest does not travel. */
  fields: Kql;
  row: z.ZodType<Fields>;
  /** Pure. */
  tell(fields: Fields, it: Listed, around: Surroundings): Told;
}

/** Adds types, nothing else. */
export function definePlatform<Fields>(platform: Platform<Fields>): Platform {
  return platform as Platform;
}
