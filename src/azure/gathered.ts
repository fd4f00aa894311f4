/**
 * Answers many questions of one key by one piece of work: it waits so many milliseconds for others to come, and answers
 * them in their order. Who comes later starts another.
 */
export function gathered<Question, Answer>(
  waitMs: number,
  work: (key: string, questions: Question[]) => Promise<Answer[]>,
): (key: string, question: Question) => Promise<Answer> {
  const open = new Map<string, { questions: Question[]; answers: Promise<Answer[]> }>();
  return async (key, question) => {
    const known = open.get(key);
    const questions = known?.questions ?? [];
    const index = questions.push(question) - 1;
    const answers =
      known?.answers ??
      new Promise<void>((resolve) => setTimeout(resolve, waitMs)).then(() => {
        open.delete(key);
        return work(key, questions);
      });
    if (!known) open.set(key, { questions, answers });
    return (await answers)[index] as Answer;
  };
}
