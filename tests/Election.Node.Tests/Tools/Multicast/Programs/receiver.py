import socket, struct
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(10)
s.bind(('', 10000))
s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, struct.pack('4sL', socket.inet_aton('224.3.29.71'), socket.INADDR_ANY))
print('joined', flush=True)
data, address = s.recvfrom(1024)
print(data, address)
s.sendto(b'ack', address)
