/** Token of the kernel's `Jurisdictions`; the organisation module provides it to all. */
export const JURISDICTIONS = Symbol('jurisdictions');
