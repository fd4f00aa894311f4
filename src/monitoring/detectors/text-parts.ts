import type { DetectorText } from '../../model/detector.ts';

/** Puts parts of plain text together as a reader of HTML meets them: paragraphs, headings, items of lists, code, tables. */
export class TextParts {
  readonly all: DetectorText[] = [];
  #buffer = '';
  #cell: string | undefined;
  #table: { columns: string[]; rows: string[][]; row: string[]; heads: number } | undefined;
  readonly #lists: { ordered: boolean; count: number }[] = [];
  #mark: string | undefined;
  #code = false;
  #heading = false;

  /** What was written since the last part, without the space at its end. */
  get open(): string {
    return (this.#cell ?? this.#buffer).trimEnd();
  }

  write(text: string): void {
    if (this.#cell === undefined) this.#buffer += text;
    else this.#cell += text;
  }

  /** A block begins or ends here. Within a cell, which is one line, that is a space. */
  break(): void {
    if (this.#cell !== undefined) {
      this.#cell += ' ';
      return;
    }
    const text = this.#code ? this.#buffer.replace(/^\s*\n|\s+$/g, '') : oneSpaced(this.#buffer);
    this.#buffer = '';
    if (text === '') return;
    if (this.#code) this.all.push({ kind: 'code', text });
    else if (this.#mark === undefined) this.all.push({ kind: this.#heading ? 'heading' : 'text', text });
    else this.all.push({ kind: 'item', text: `${this.#mark}${text}` });
    if (!this.#code) this.#mark = undefined;
  }

  code(is: boolean): void {
    this.break();
    this.#code = is;
  }

  heading(is: boolean): void {
    this.break();
    this.#heading = is;
  }

  list(is: { ordered: boolean } | 'over'): void {
    this.break();
    if (is === 'over') this.#lists.pop();
    else this.#lists.push({ ...is, count: 0 });
  }

  item(): void {
    this.break();
    const list = this.#lists.at(-1);
    if (list) list.count++;
    this.#mark = list?.ordered ? `${list.count}. ` : '';
  }

  table(is: 'begins' | 'over'): void {
    if (is === 'begins') {
      this.break();
      this.#table = { columns: [], rows: [], row: [], heads: 0 };
      return;
    }
    this.row();
    const { columns = [], rows = [] } = this.#table ?? {};
    this.#table = undefined;
    if (columns.length > 0 || rows.length > 0) this.all.push({ kind: 'table', columns, rows });
  }

  cell(is: 'begins' | 'head' | 'data'): void {
    if (is === 'begins') {
      this.#cell = '';
      return;
    }
    if (!this.#table || this.#cell === undefined) return;
    this.#table.row.push(oneSpaced(this.#cell));
    if (is === 'head') this.#table.heads++;
    this.#cell = undefined;
  }

  /** A row is over. The first one names the columns when it has nothing but heads. */
  row(): void {
    const table = this.#table;
    if (!table || table.row.length === 0) return;
    const isFirst = table.columns.length === 0 && table.rows.length === 0;
    if (isFirst && table.heads === table.row.length) table.columns = table.row;
    else table.rows.push(table.row);
    table.row = [];
    table.heads = 0;
  }
}

function oneSpaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
