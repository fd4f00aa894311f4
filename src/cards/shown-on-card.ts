/** A card of a change shows so many of its objects and of each object's fields, and so much of a value. */
export const shownOnCard = { objects: 8, fields: 8, letters: 200 } as const;
