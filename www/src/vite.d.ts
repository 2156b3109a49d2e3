// What Vite adds to imports: the address of a file, by `?url`.

/// <reference types="vite/client" />
