/** Takes a text apart at every "@name" of those it mentions; what stands for a mention is made by `make`. */
export function mentionParts<Made>(
  text: string,
  mentions: readonly { id: string; name: string }[],
  make: (mention: { id: string; name: string }) => Made,
): (string | Made)[] {
  // A longer name first: "@Ann Berg" is not "@Ann".
  const longestFirst = [...mentions].sort((one, other) => other.name.length - one.name.length);
  return longestFirst.reduce<(string | Made)[]>(
    (parts, mention) =>
      parts.flatMap((part) =>
        typeof part !== 'string'
          ? [part]
          : part.split(`@${mention.name}`).flatMap((piece, nth) => (nth === 0 ? [piece] : [make(mention), piece])),
      ),
    [text],
  );
}
