const socket = new WebSocket(`ws://${location.host}/ws/echo`);
socket.onopen = () => socket.send("hello");
socket.onmessage = ({ data }) => console.log(data);
