/** Remembers whether the rail is folded: a cookie, so that the server paints it right at once. */
export const railCookie = 'tenbin-rail';
