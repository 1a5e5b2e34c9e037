const { io } = await import("/static/vendor/socket.io.esm.min.js");
const socket = io("/echo");
socket.on("message", (data) => console.log(data));
socket.emit("message", "hello");
