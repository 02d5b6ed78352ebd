/** The server's least length in characters; it also refuses the well-known ones. */
export const PASSWORD_MIN = 12;
