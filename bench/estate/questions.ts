/** A question about the whole estate, and what an answer must show that did not fail. */
export interface Question {
  said: string;
  shows: RegExp;
}

/** What is asked of the estate of every size. */
export const questions: readonly Question[] = [
  { said: 'clusters', shows: /[\d,]+ clusters, worst first/ },
  { said: 'inventory', shows: /container resources, [\d,]+ at high risk/ },
  { said: 'posture', shows: /Posture \d+ % over [\d,]+ resources/ },
];
