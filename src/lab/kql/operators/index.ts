import { as } from './as.ts';
import { count } from './count.ts';
import { distinct } from './distinct.ts';
import { extend } from './extend.ts';
import { invoke } from './invoke.ts';
import { join, lookup } from './join.ts';
import { makeSeries } from './make-series.ts';
import { mvApply } from './mv-apply.ts';
import { mvExpand } from './mv-expand.ts';
import type { Operator } from './operator.ts';
import { parse, parseWhere } from './parse.ts';
import { project, projectByName, projectRename } from './project.ts';
import { range } from './range.ts';
import { render } from './render.ts';
import { serialize } from './serialize.ts';
import { sort, take, top } from './sort.ts';
import { summarize } from './summarize.ts';
import { union } from './union.ts';
import { where } from './where.ts';

/** The operators we run, by the kind of their node; others are refused. */
export const operators: Record<string, Operator | undefined> = {
  AsOperator: as,
  CountOperator: count,
  DistinctOperator: distinct,
  ExtendOperator: extend,
  FilterOperator: where,
  InvokeOperator: invoke,
  JoinOperator: join,
  LookupOperator: lookup,
  MakeSeriesOperator: makeSeries,
  MvApplyOperator: mvApply,
  MvExpandOperator: mvExpand,
  ParseOperator: parse,
  ParseWhereOperator: parseWhere,
  PrintOperator: project,
  ProjectAwayOperator: projectByName,
  ProjectKeepOperator: projectByName,
  ProjectOperator: project,
  ProjectRenameOperator: projectRename,
  ProjectReorderOperator: projectByName,
  RangeOperator: range,
  RenderOperator: render,
  SampleOperator: take,
  SerializeOperator: serialize,
  SortOperator: sort,
  SummarizeOperator: summarize,
  TakeOperator: take,
  TopOperator: top,
  UnionOperator: union,
};
