import { expect } from 'vitest';
import type { Post } from '../../src/lab/page/post.ts';

interface Execute {
  type: 'Action.Execute';
  title: string;
  verb: string;
  data: unknown;
}

/** A card as somebody sees it. */
export class ShownCard {
  readonly post: Post;
  readonly text: string;
  readonly buttons: Execute[];

  constructor(post: Post) {
    this.post = post;
    const parts = [...walk(post.card)];
    this.text = parts.flatMap((part) => texts(part)).join('\n');
    this.buttons = parts.filter((part): part is Record<string, unknown> & Execute => part.type === 'Action.Execute');
  }

  /** Whether it only says that the answer is being looked for. */
  get isProgress(): boolean {
    return this.text.includes('This message turns into the answer.');
  }

  shows(...wanted: (string | RegExp)[]): this {
    for (const it of wanted)
      expect(this.text).toMatch(it instanceof RegExp ? it : new RegExp(it.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
    return this;
  }

  showsNot(...unwanted: (string | RegExp)[]): this {
    for (const it of unwanted) expect(this.text).not.toMatch(it);
    return this;
  }

  button(title: string): Execute {
    const found = this.buttons.find((it) => it.title === title);
    expect(found, `a button "${title}" among ${this.buttons.map((it) => it.title).join(', ')}`).toBeDefined();
    return found as Execute;
  }
}

function* walk(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item);
  else if (value && typeof value === 'object') {
    yield value as Record<string, unknown>;
    for (const [key, below] of Object.entries(value)) if (key !== 'fallback') yield* walk(below);
  }
}

function texts(part: Record<string, unknown>): string[] {
  return ['text', 'title', 'value', 'codeSnippet', 'altText'].flatMap((key) =>
    typeof part[key] === 'string' ? [part[key]] : [],
  );
}
