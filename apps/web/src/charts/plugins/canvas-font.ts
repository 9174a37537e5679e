/** The type of words inside a chart. */
export const canvasFont = '500 11px "Geist Variable", sans-serif';
