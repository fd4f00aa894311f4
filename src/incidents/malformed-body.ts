/** A body that is not what its source sends; the message names what is wrong with it, without quoting it. */
export class MalformedBody extends Error {
  override name = 'MalformedBody';
}
